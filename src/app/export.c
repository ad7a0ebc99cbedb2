#include "app/export.h"

#include "base/file.h"
#include "documents/bundle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARCHIVE_BYTES_MAX = 64 * 1024 * 1024 }; /* counts of one meeting: some 100 KiB */

/* SQLite writes files, a bundle holds bytes: by way of a folder of our own that lives as long. */
static bool read_archive(struct store *s, const uint8_t meeting[MEETING_ID_BYTES], struct arena *a,
    struct document *out, struct err *err)
{
    const char *tmp = getenv("TMPDIR");
    char *folder =
        arena_printf(a, "%s/goedwerk-XXXXXX", tmp != NULL && tmp[0] != '\0' ? tmp : "/tmp");
    if (mkdtemp(folder) == NULL)
        return err_set(err, file_err_code(errno), "make %s: %s", folder, strerror(errno));
    const char *path = arena_printf(a, "%s/archief.sqlite", folder);
    bool ok = store_archive(s, meeting, path, err) &&
              (out->bytes = file_read(a, path, ARCHIVE_BYTES_MAX, &out->len, err)) != NULL;
    (void)unlink(path);
    (void)rmdir(folder);
    return ok;
}

bool export_bundle(struct store *s, const uint8_t meeting[MEETING_ID_BYTES],
    const char *kiosk_label, struct arena *a, struct bundle *out, struct err *err)
{
    struct published *published = arena_alloc(a, sizeof *published);
    struct bundle_plan plan = { .published = published, .kiosk_label = kiosk_label };
    return store_published(s, meeting, a, published, err) &&
           read_archive(s, meeting, a, &plan.archive, err) && bundle_make(a, &plan, out, err);
}
