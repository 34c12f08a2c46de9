# cmake --build build/release --target bench-pages
add_executable(bench_pages EXCLUDE_FROM_ALL bench_pages.cpp)
target_link_libraries(bench_pages PRIVATE kiosk_documents protocol project_settings)
add_custom_target(bench-pages
  COMMAND bench_pages "${PROJECT_SOURCE_DIR}/assets/demo/20107.ubnd/Thuyết minh dự toán.pdf"
  DEPENDS bench_pages commune-page USES_TERMINAL VERBATIM)
