# One precompiled header for every target: parsing <string> and its kin is half of what a small source costs.
# Included last, when all targets are known. Only headers of the standard library and tl::expected are in it, and every
# source still names what it uses: clang-tidy reads the sources without it.
file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cpp "")
find_package(tl-expected REQUIRED)
add_library(precompiled OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
target_link_libraries(precompiled PRIVATE project_settings tl::expected)
target_precompile_headers(precompiled PRIVATE
  <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <cstdio> <cstdlib> <cstring> <deque> <filesystem> <fstream>
  <functional> <iterator> <map> <memory> <mutex> <optional> <set> <span> <sstream> <stdexcept> <string> <string_view>
  <thread> <unordered_map> <utility> <variant> <vector> <tl/expected.hpp>)

function(precompile folder)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type MATCHES "^(STATIC_LIBRARY|EXECUTABLE)$")
      target_precompile_headers(${target} REUSE_FROM precompiled)
    endif()
  endforeach()
  get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(inner IN LISTS folders)
    precompile(${inner})
  endforeach()
endfunction()
precompile(${PROJECT_SOURCE_DIR})
