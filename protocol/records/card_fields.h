#pragma once

#include <type_traits>

#include "protocol/limits.h"
#include "protocol/records/card.h"

// The JSON names of every card field (protocol.md §8.4), once for reading and writing (fields.h). `r` is
// const when writing. Keys are [a-z_]+, so land_m2 and avg10 have names without digits (protocol/README.md).

namespace protocol {

template <class T, class Record>
concept Of = std::is_same_v<std::remove_const_t<T>, Record>;

template <class V, Of<Blob> T>
void fields(V& v, T& r)
{
    v.needs("h");
    v("h", r.h);
    v("n", r.n);
    v.check("n", r.n >= 0 && r.n <= static_cast<std::int64_t>(limits::kAttachment));
    v("m", r.m);
}

template <class V, Of<Audio> T>
void fields(V& v, T& r)
{
    fields(v, r.blob);
    v("s", r.s);
}

template <class V, Of<Attachment> T>
void fields(V& v, T& r)
{
    fields(v, r.blob);
    v("name", r.name);
    v("pages", r.pages);
}

template <class V, Of<Change> T>
void fields(V& v, T& r)
{
    v("field", r.field);
    v("from", r.from);
    v("to", r.to);
}

template <class V, Of<DisclosureForm> T>
void fields(V& v, T& r)
{
    v("form", r.form);
    v("place", r.place);
}

template <class V, Of<Privacy> T>
void fields(V& v, T& r)
{
    v("list_of_people", r.list_of_people);
    v("hide_after", r.hide_after);
}

template <class V, Of<Disclosure> T>
void fields(V& v, T& r)
{
    v("doc_no", r.doc_no);
    v("doc_type", r.doc_type);
    v("doc_date", r.doc_date);
    v("issuer", r.issuer);
    v("signer_name", r.signer_name);
    v("signer_title", r.signer_title);
    v("effective", r.effective);
    v("expires", r.expires);
    v("term_days", r.term_days);
    v("forms", r.forms);
    v("comment_until", r.comment_until);
    v("privacy", r.privacy);
}

template <class V, Of<AgendaItem> T>
void fields(V& v, T& r)
{
    v("n", r.n);
    v("topic", r.topic);
    v("who", r.who);
    v("min", r.min);
}

template <class V, Of<Vote> T>
void fields(V& v, T& r)
{
    v("q", r.q);
    v("for", r.yes);
    v("against", r.against);
    v("abstain", r.abstain);
}

template <class V, Of<Decision> T>
void fields(V& v, T& r)
{
    v("text", r.text);
    v("who", r.who);
    v("due", r.due);
    v("done", r.done);
}

template <class V, Of<Meeting> T>
void fields(V& v, T& r)
{
    v("start", r.start);
    v("end", r.end);
    v("place", r.place);
    v("address", r.address);
    v("kind", r.kind);
    v("organiser", r.organiser);
    v("audience", r.audience);
    v("agenda", r.agenda);
    v("status", r.status);
    v("docs", r.docs);
    v("present", r.present);
    v("invited", r.invited);
    v("votes", r.votes);
    v("minutes", r.minutes);
    v("decisions", r.decisions);
}

template <class V, Of<Theme> T>
void fields(V& v, T& r)
{
    v("text", r.text);
    v("count", r.count);
    v("answer", r.answer);
}

template <class V, Of<ConsultationResults> T>
void fields(V& v, T& r)
{
    v("received", r.received);
    v("by_option", r.by_option);
    v("themes", r.themes);
}

template <class V, Of<Consultation> T>
void fields(V& v, T& r)
{
    v("question", r.question);
    v("why", r.why);
    v("options", r.options);
    v("docs", r.docs);
    v("opens", r.opens);
    v("closes", r.closes);
    v("channels", r.channels);
    v("recipients", r.recipients);
    v("results", r.results);
    v("decision_ref", r.decision_ref);
    v("plan_ref", r.plan_ref);
}

template <class V, Of<BudgetLine> T>
void fields(V& v, T& r)
{
    v("source", r.source);
    v("amount", r.amount);
}

template <class V, Of<PeopleShare> T>
void fields(V& v, T& r)
{
    v("money", r.money);
    v("labour_days", r.labour_days);
    v("land_sqm", r.land_m2);
}

template <class V, Of<SupervisionBoard> T>
void fields(V& v, T& r)
{
    v("name", r.name);
    v("members", r.members);
    v("phone", r.phone);
}

template <class V, Of<Milestone> T>
void fields(V& v, T& r)
{
    v("text", r.text);
    v("date", r.date);
    v("done", r.done);
}

template <class V, Of<ProjectIssue> T>
void fields(V& v, T& r)
{
    v("date", r.date);
    v("text", r.text);
    v("answer", r.answer);
    v("state", r.state);
}

template <class V, Of<Project> T>
void fields(V& v, T& r)
{
    v("code", r.code);
    v("name", r.name);
    v("owner", r.owner);
    v("kind", r.kind);
    v("decision_ref", r.decision_ref);
    v("budget", r.budget);
    v("people_share", r.people_share);
    v("contractor", r.contractor);
    v("supervisor", r.supervisor);
    v("board", r.board);
    v("start_plan", r.start_plan);
    v("end_plan", r.end_plan);
    v("start", r.start);
    v("end", r.end);
    v("progress_pct", r.progress_pct);
    v("paid", r.paid);
    v("lat_u", r.lat_u);
    v("lon_u", r.lon_u);
    v("milestones", r.milestones);
    v("photos", r.photos);
    v("issues", r.issues);
}

template <class V, Of<FeeLine> T>
void fields(V& v, T& r)
{
    v("what", r.what);
    v("amount", r.amount);
}

template <class V, Of<DossierItem> T>
void fields(V& v, T& r)
{
    v("text", r.text);
    v("copies", r.copies);
    v("form", r.form);
}

template <class V, Of<Procedure> T>
void fields(V& v, T& r)
{
    v("code", r.code);
    v("name", r.name);
    v("field", r.field);
    v("where", r.where);
    v("fee", r.fee);
    v("days", r.days);
    v("dossier", r.dossier);
    v("steps", r.steps);
    v("result", r.result);
    v("law", r.law);
    v("online_level", r.online_level);
    v("forms", r.forms);
    v("decision_ref", r.decision_ref);
}

template <class V, Of<Contact> T>
void fields(V& v, T& r)
{
    v("office", r.office);
    v("role", r.role);
    v("name", r.name);
    v("phone_work", r.phone_work);
    v("room", r.room);
    v("hours", r.hours);
    v("reception_day", r.reception_day);
    v("photo", r.photo);
    v("box_id", r.box_id);
    v("languages", r.languages);
}

template <class V, Of<TopicCount> T>
void fields(V& v, T& r)
{
    v("code", r.code);
    v("received", r.received);
    v("answered", r.answered);
}

template <class V, Of<Rating> T>
void fields(V& v, T& r)
{
    v("n", r.n);
    v("avg_tenths", r.avg10);
}

template <class V, Of<Stats> T>
void fields(V& v, T& r)
{
    v("period_from", r.period_from);
    v("period_to", r.period_to);
    v("received", r.received);
    v("answered", r.answered);
    v("on_time", r.on_time);
    v("late", r.late);
    v("median_days", r.median_days);
    v("oldest_open_days", r.oldest_open_days);
    v("by_topic", r.by_topic);
    v("withdrawn", r.withdrawn);
    v("id_root", r.id_root);
    v("rating", r.rating);
}

template <class V, Of<Withdrawal> T>
void fields(V& v, T& r)
{
    v("reason", r.reason);
    v("who", r.who);
    v("may_be_seen_at", r.may_be_seen_at);
}

template <class V, Of<Bulletin> T>
void fields(V& v, T& r)
{
    v("text", r.text);
    v("level", r.level);
    v("start", r.start);
    v("end", r.end);
}

template <class V, Of<NamedPlace> T>
void fields(V& v, T& r)
{
    v("id", r.id);
    v("name", r.name);
}

template <class V, Of<Place> T>
void fields(V& v, T& r)
{
    v("name", r.name);
    v("villages", r.villages);
    v("halls", r.halls);
    v("predecessors", r.predecessors);
}

template <class V, Of<Board> T>
void fields(V& v, T& r)
{
    v("record", r.record);
    v("place", r.place);
    v("posted_at", r.posted_at);
    v("posted_by", r.posted_by);
    v("witness", r.witness);
    v("photo", r.photo);
    v("planned_end", r.planned_end);
    v("taken_down_at", r.taken_down_at);
}

template <class V, Of<NeedsNewer> T>
void fields(V&, T&)
{
}

}  // namespace protocol
