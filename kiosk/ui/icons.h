#pragma once

#include <string_view>

namespace kiosk {

/// Pictures of the icon font, by meaning. A picture always stands beside a word (kiosk.md §2).
enum class Icon {
    None,
    Hall,       ///< the commune's crest on home
    Know,       ///< Dân biết
    Discuss,    ///< Dân bàn
    Do,         ///< Dân làm
    Inspect,    ///< Dân kiểm tra
    Supervise,  ///< Dân giám sát
    Benefit,    ///< Dân thụ hưởng
    Search,
    Write,   ///< hand in a report
    Ticket,  ///< look up an answer
    ReadAloud,
    Pause,
    Play,
    Slower,
    Louder,
    TextSize,
    Contrast,
    Lower,
    Raise,
    Language,
    Back,
    Home,
    Forward,  ///< "next", arrow
    Chevron,  ///< a row leads somewhere
    Up,
    Down,
    Verified,  ///< "Đúng bản đã công bố"
    Warning,
    Error,
    Info,
    Check,
    CheckCircle,
    Close,
    Cancel,
    Offline,
    Cloud,
    Clock,
    Calendar,
    Place,
    Person,
    Persons,
    Phone,
    Smartphone,
    Print,
    Lock,
    Hidden,
    Trash,
    Backspace,
    Shift,
    Enter,
    Space,
    ZoomIn,
    ZoomOut,
    Document,
    Attachment,
    Image,
    Money,
    Land,
    Road,
    Environment,
    School,
    Health,
    Desk,  ///< procedures, the way people are served
    More,  ///< something else
    Vote,
    History,
    Withdrawn,
    Star,
    Filter,
    Key,
    Touch,
    RadioOff,
    RadioOn,
    BoxOff,
    BoxOn,
    Help,
    Bell,
    Staff,
    Settings,
    Sync,
    Storage,
    QrCode,
    Stop,
    Again,
    Faster,
    Quieter,
};

/// UTF-8 of the picture in the icon font; empty for None.
[[nodiscard]] std::string_view icon_text(Icon icon);
/// "landscape" of Topic::icon and the like → Icon; More when unknown. Names are the enumerators in
/// snake_case.
[[nodiscard]] Icon icon_named(std::string_view name);

}  // namespace kiosk
