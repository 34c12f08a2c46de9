// hand_in DATA BODY COMMUNE [ABOUT [NAME [PHONE [public]]]] < text: puts a report into a province's registry,
// sealed as a kiosk seals it, for tests whose words no on-screen keyboard has. ABOUT: id of the record it is
// about, may be empty. NAME, PHONE: its sender's; "public": who agrees that question and answer are
// published. BODY is its only reader.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/feedback/container.h"
#include "protocol/feedback/message.h"
#include "protocol/feedback/receipt_code.h"
#include "province/config/config.h"
#include "province/init/layout.h"
#include "province/registry/containers.h"

namespace {

template <class T>
T must(protocol::Result<T> result)
{
    if (result) return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().detail.c_str());
    std::exit(1);
}

std::string all_of(std::istream& stream) { return {std::istreambuf_iterator<char>(stream), {}}; }

}  // namespace

int main(int count, char** words)
{
    if (count < 4) return 2;
    const province::DataFolder data{words[1]};
    const std::string body = words[2], commune = words[3];
    std::ifstream key_file(province::OfficeFolder(data.offices(), body).recipient());
    std::string key = all_of(key_file);
    while (!key.empty() && key.back() == '\n') key.pop_back();
    const auto reader = must(protocol::BoxKey::parse(key));
    const auto receipt =
        must(protocol::derive_receipt_keys(protocol::ReceiptCode::generate(), "tlog.test", commune));
    protocol::Message message;
    message.commune = commune;
    message.pub = body;
    message.topic = "ha_tang";
    if (count > 4) message.about = words[4];
    if (count > 5) message.contact.emplace().name.assign(std::string_view{words[5]});
    if (count > 6) message.contact->phone.assign(std::string_view{words[6]});
    message.is_public = count > 7;
    message.text.assign(all_of(std::cin));
    message.rpk = receipt.reply.public_key();
    message.look = receipt.lookup;
    const auto json = must(protocol::make_message(message));
    const std::vector<protocol::BoxPublicKey> readers{reader.public_key()};
    const std::string sealed = must(protocol::seal_container(json.view(), readers));
    auto registry = must(province::Registry::open(must(province::load_config(data.root)).registry));
    must(province::Containers(registry).take(protocol::container_id(sealed), sealed,
                                             protocol::SystemClock{}.now(),
                                             [] { return std::string("receipt"); }));
    return 0;
}
