#include "province/text/give_up.h"

#include <cstdio>

#include <CLI/CLI.hpp>

namespace province {

void give_up(int code, const std::string& sentence)
{
    std::fprintf(stderr, "%s\n", sentence.c_str());
    throw CLI::RuntimeError(code);
}

}  // namespace province
