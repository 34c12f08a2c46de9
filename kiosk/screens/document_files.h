#pragma once

#include <vector>

#include "kiosk/screens/document_parts.h"

namespace kiosk {

/// The record's files: photos as pictures, others as rows; what can be shown is opened by a touch. Those of
/// `in_text` stand in the body already. Adds to `wishes` what is seen and not here yet.
void draw_files(const Reading& reading, const std::vector<int>& in_text, Flow& flow,
                std::vector<PageWish>& wishes, Action& action);

/// A photo of the record under the name a body gives it; nullptr: none.
[[nodiscard]] const offline_cache::Attachment* photo_named(const Reading& reading, std::string_view source);
/// Room that a photo and its words take in a column; 0: it is not here or cannot be shown.
[[nodiscard]] float photo_height(const Reading& reading, const offline_cache::Attachment& file,
                                 std::string_view words, Ui& ui, float width);
/// A touch shows it large.
void draw_photo(const Reading& reading, const offline_cache::Attachment& file, std::string_view words, Ui& ui,
                Rect place, std::vector<PageWish>& wishes, Action& action);

/// The body with its photos; the numbers of those are added to `in_text`.
void draw_body(const Reading& reading, Markdown& body, Flow& flow, std::vector<int>& in_text,
               std::vector<PageWish>& wishes, Action& action);

/// Asks for what is wished for, unless something else was asked for or nothing is new.
void ask_for_pages(const State& state, const Ui& ui, std::vector<PageWish> wishes, Action& action);

}  // namespace kiosk
