#pragma once

#include <mutex>
#include <string>

#include "protocol/base/clock.h"
#include "protocol/base/secret.h"
#include "protocol/base/strings.h"
#include "protocol/law/law_book.h"
#include "province/console/static_parts.h"
#include "province/console/templates.h"
#include "province/init/layout.h"
#include "province/law/rule_book.h"
#include "province/people/passwords.h"
#include "province/people/sign_in.h"
#include "province/registry/registry.h"

namespace province::console {

/// What all pages of the console share. One for the server's life; safe to use from every thread.
class Console {
public:
    struct Settings {
        std::string origin;            ///< "https://console.hue.example"; empty: the Host that was asked
        bool plain_http = false;       ///< demo on loopback: the cookie goes without Secure
        bool mails = false;            ///< people may be told of new work by e-mail
        std::string terminal_address;  ///< where terminals reach the province; empty: as the browser does
    };

    Console(Registry& registry_in, const protocol::Clock& clock_in, DataFolder data_in,
            protocol::SecretSeed key, Templates pages_in, StaticParts parts_in, RuleBook law_in,
            protocol::LawBook terms_in, Settings settings_in)
        : registry(registry_in),
          clock(clock_in),
          data(std::move(data_in)),
          pages(std::move(pages_in)),
          parts(std::move(parts_in)),
          law(std::move(law_in)),
          terms(std::move(terms_in)),
          settings(std::move(settings_in)),
          sign_in(registry, passwords, std::move(key))
    {
    }
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    Registry& registry;
    const protocol::Clock& clock;
    DataFolder data;
    Templates pages;
    StaticParts parts;
    RuleBook law;
    protocol::LawBook terms;
    Settings settings;
    Passwords passwords;
    SignIn sign_in;
    std::mutex taking_in;  ///< held while a file is being opened
    std::mutex drawing;    ///< held while a kiosk's screen is being drawn
};

}  // namespace province::console
