#include "province/serve/routes.h"

#include "province/console/routes.h"
#include "province/kiosk_api/beat_routes.h"
#include "province/kiosk_api/enrol_routes.h"
#include "province/kiosk_api/feedback_routes.h"
#include "province/kiosk_api/reply_routes.h"
#include "province/operations/operations_routes.h"

namespace province {

http::Router serve_router(const Served& served)
{
    http::Router router;
    console::add_console_routes(router, served.console);
    add_feedback_routes(router, served.registry, served.receiver, served.clock);
    add_reply_routes(router, served.registry);
    add_enrol_routes(router, served.registry, served.receiver, served.clock, served.data.tree());
    add_beat_routes(router, served.registry, served.receiver, served.clock, served.roots);
    add_operations_routes(router, served.health, served.metrics, served.openapi);
    router.otherwise(
        [&files = served.files](const http::Request& request, http::Body&) { return files.answer(request); });
    watch_requests(router, served.metrics);
    return router;
}

}  // namespace province
