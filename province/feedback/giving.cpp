#include <utility>

#include "protocol/feedback/reply.h"
#include "protocol/trust/key_names.h"
#include "province/feedback/desk.h"
#include "province/registry/replies.h"

namespace province {

using protocol::Fault;
using protocol::Lane;
using protocol::Message;
using protocol::Result;
using protocol::Time;

namespace {

constexpr int kTries = 5;
constexpr std::string_view kInspectorate = ".thanhtra";

/// As if it had been handed in as a report about an official.
void make_official(Message& message)
{
    message.lane = Lane::Official;
    if (message.text.empty()) message.text = std::move(message.option);
    message.option.clear();
}

}  // namespace

Result<void> Desk::give(std::int64_t n, int seen, const Receiver& to, std::string_view text, const Act& act)
{
    if (to.readers.empty() || to.body == body_)
        return protocol::fail(Fault::Malformed, "nobody to give it to");
    const auto entry = Inbox(*registry_).find(body_, n);
    if (!entry) return tl::unexpected{entry.error()};
    if (!*entry) return protocol::fail(Fault::NotFound, "no such report for this office");
    if (auto may = known((*entry)->item, act); !may) return tl::unexpected{may.error()};
    const auto main = answerable(**entry);
    if (!main) return tl::unexpected{main.error()};
    if (main->body != body_) return protocol::fail(Fault::Refused, "another office has to answer");
    const bool apart = main->state == kSealedAway;
    if (main->state == "forwarded" || (apart && !to.body.ends_with(kInspectorate)))
        return protocol::fail(Fault::Malformed, "not to be given away");
    if (apart) {
        const auto before = MovedReports(*registry_).of_case(*main);
        if (!before) return tl::unexpected{before.error()};
        if (*before) return protocol::fail(Fault::Malformed, "given away before");
    }
    auto opened = open_entry(**entry, *main);
    if (!opened) return tl::unexpected{opened.error()};

    Message& message = opened->message;
    const bool official = message.lane == Lane::Official || apart;
    // Of a report about an official no commune, this one or another, learns that it exists.
    if (official && !apart && protocol::body_area(to.body) != protocol::body_area(body_))
        return protocol::fail(Fault::Malformed, "about an official: not to another area");
    message.pub = to.body;
    if (apart) {
        make_official(message);
    } else if (!official) {
        // As this office has filed it; an opinion with an option chosen stays one.
        if (!main->topic.empty()) message.topic = main->topic;
        if (const auto lane = protocol::parse_lane(main->lane); lane && message.option.empty())
            message.lane = *lane;
    }
    const auto json = protocol::make_message(message);
    if (!json) return tl::unexpected{json.error()};
    const auto sealed =
        protocol::seal_container(json->view(), official ? std::vector{to.readers.front()} : to.readers);
    if (!sealed) return tl::unexpected{sealed.error()};
    MovedReport moved;
    moved.item = protocol::container_id(*sealed);
    moved.to_body = to.body;
    moved.to_key = to.readers.front();
    const auto copy = for_readers(*main, text);
    if (!copy) return tl::unexpected{copy.error()};
    const Answer answer{"forwarded", {}, text, {}};
    for (int attempt = 1;; ++attempt) {
        const auto reply = sealed_answer(message, answer, act.at);
        if (!reply) return tl::unexpected{reply.error()};
        const auto done = MovedReports(*registry_).move(*main, seen, *reply, *copy, moved, *sealed, act);
        if (done || done.error().fault != Fault::Busy || attempt == kTries) return done;
    }
}

Result<void> Desk::pass_on(const Case& of, const Message& word, Time at)
{
    const auto moved = MovedReports(*registry_).of_case(of);
    if (!moved) return tl::unexpected{moved.error()};
    if (!*moved) return {};  // answered "forwarded" without being given to anybody here
    auto json = protocol::make_message(word);
    if (!json) return tl::unexpected{json.error()};
    if (of.state == kSealedAway && (*moved)->to_body.ends_with(kInspectorate)) {
        auto again = protocol::parse_message(json->view());
        if (!again) return tl::unexpected{again.error()};
        again->pub = (*moved)->to_body;
        make_official(*again);
        json = protocol::make_message(*again);
        if (!json) return tl::unexpected{json.error()};
    }
    const auto sealed = protocol::seal_container(json->view(), std::vector{(*moved)->to_key});
    if (!sealed) return tl::unexpected{sealed.error()};
    return MovedReports(*registry_).pass_on(**moved, protocol::container_id(*sealed), *sealed, at);
}

}  // namespace province
