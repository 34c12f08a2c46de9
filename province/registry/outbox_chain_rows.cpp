#include "province/registry/outbox_chain_rows.h"

namespace province {

OutboxChains chains_of(soci::session& session, const std::vector<std::string>& devices)
{
    OutboxChains chains;
    if (devices.empty()) return chains;
    std::string text = "SELECT of_device, come FROM outbox_chain WHERE of_device IN (";
    for (std::size_t i = 0; i < devices.size(); ++i) text += (i == 0 ? ":d" : ", :d") + std::to_string(i);
    std::string device, come;
    auto query = (session.prepare << text + ")");
    for (std::size_t i = 0; i < devices.size(); ++i) query, soci::use(devices[i], "d" + std::to_string(i));
    query, soci::into(device), soci::into(come);
    each_row(query, [&] {
        if (auto chain = OutboxChain::parse(come)) chains.emplace(device, std::move(*chain));
    });
    return chains;
}

void keep_chains(soci::session& session, const OutboxChains& chains)
{
    if (chains.empty()) return;
    std::string text = "INSERT INTO outbox_chain (of_device, come) VALUES ";
    std::vector<std::string> come;
    for (const auto& [device, chain] : chains) {
        const auto n = std::to_string(come.size());
        text += (come.empty() ? "(:d" : ", (:d") + n + ", :c" + n + ")";
        come.push_back(chain.text());
    }
    auto query = (session.once << text + " ON CONFLICT (of_device) DO UPDATE SET come = excluded.come");
    std::size_t i = 0;
    for (const auto& [device, chain] : chains) {
        query, soci::use(device, "d" + std::to_string(i)), soci::use(come[i], "c" + std::to_string(i));
        ++i;
    }
}

}  // namespace province
