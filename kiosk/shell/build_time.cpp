#include "kiosk/shell/run.h"

namespace kiosk {

protocol::Time build_time() { return protocol::from_unix(COMMUNE_BUILD_TIME); }

}  // namespace kiosk
