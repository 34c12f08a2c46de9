#pragma once

#include <string>

#include "tests/province/console/desk_fixture.h"

// Reports on their way from one office to another, or away from all.

constexpr const char* kDenunciation = "Tôi tố cáo ông A nhận tiền.";

/// "Việc của tôi chưa xong", with words.
inline std::string write_again(DeskFixture& fixture, const DeskFixture::HandedIn& report, int reply,
                               const std::string& words)
{
    protocol::Message message;
    message.commune = "20107";
    message.pub = "20107.ubnd";
    message.topic = "khac";
    message.text.assign(words);
    message.rpk = report.keys.reply.public_key();
    message.look = report.keys.lookup;
    message.reopens = reply;
    return fixture.take(message);
}
