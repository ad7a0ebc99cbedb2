#include "app/export.h"

#include "documents/bundle.h"

bool export_results(const struct export_desk *d, const uint8_t meeting[MEETING_ID_BYTES],
    struct arena *a, struct results *out, struct err *err)
{
    struct published *published = arena_alloc(a, sizeof *published);
    *out = (struct results){ published, d->content, d->language };
    return store_published(d->store, meeting, a, published, err);
}

bool export_bundle(const struct export_desk *d, const uint8_t meeting[MEETING_ID_BYTES],
    struct arena *a, struct bundle *out, struct err *err)
{
    struct bundle_plan plan = { .typesetter = d->typesetter, .kiosk_label = d->kiosk_label };
    return export_results(d, meeting, a, &plan.results, err) &&
           store_archive(d->store, meeting, a, &plan.archive.bytes, &plan.archive.len, err) &&
           bundle_make(a, &plan, out, err);
}
