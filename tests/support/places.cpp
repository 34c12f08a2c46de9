#include "tests/support/places.h"

namespace places {

const std::string& assets()
{
    static const std::string place{ASSETS_DIR};
    return place;
}

const std::string& tests()
{
    static const std::string place{TESTS_DIR};
    return place;
}

const std::string& documents()
{
    static const std::string place{DOCUMENTS_DIR};
    return place;
}

const std::string& programs()
{
    static const std::string place{PROGRAMS_DIR};
    return place;
}

}  // namespace places
