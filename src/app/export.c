#include "app/export.h"

#include "core/draft.h"

const struct deck *export_deck(struct arena *a, const struct content *c, const struct meeting *m,
    const char *const *keys, int count)
{
    const struct deck *whole = content_deck(c, m->deck);
    struct card_list list = card_list_of_keys(c, keys, count);
    if (count == 0 && whole != NULL)
        list = card_list_of(c, whole);
    if (list.count == 0 || c->deck_count == 0)
        return NULL;
    struct deck *deck = arena_alloc(a, sizeof *deck);
    *deck = draft_deck(c, m->deck, m->vocabulary, &list);
    return deck;
}

bool export_results(const struct export_desk *d, const uint8_t meeting[MEETING_ID_BYTES],
    struct arena *a, struct results *out, struct err *err)
{
    struct published *published = arena_alloc(a, sizeof *published);
    *out = (struct results){ published, d->content, d->language };
    return store_published(d->store, meeting, a, published, err);
}

bool export_plan(const struct export_desk *d, const uint8_t meeting[MEETING_ID_BYTES],
    struct arena *a, struct bundle_plan *out, struct err *err)
{
    const char *const *keys;
    int count;
    *out = (struct bundle_plan){ .kiosk_label = d->kiosk_label };
    if (!export_results(d, meeting, a, &out->results, err) ||
        !store_meeting_cards(d->store, meeting, a, &keys, &count, err) ||
        !store_archive(d->store, meeting, a, &out->archive.bytes, &out->archive.len, err))
        return false;
    out->deck = export_deck(a, d->content, &out->results.published->meeting, keys, count);
    return true;
}
