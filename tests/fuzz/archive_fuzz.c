/*
 * libFuzzer target: an archive that somebody has changed. The input is where it is cut (2 bytes; 0:
 * nowhere), then changes of 3 bytes each, offset and value. Nothing may crash or hang, and what is
 * accepted holds what a kiosk could have published.
 */
#include "base/file.h"
#include "sample_archive.h"
#include "store/archive_check.h"
#include "store/archive_read.h"
#include "temp.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILE_MAX = 1024 * 1024 };

/* Two kiosks, one of them done: a table, a pool, cards without answers. */
static const char *whole_archive(struct arena *a, const char *path, size_t *len)
{
    struct published *list[] = {
        sample_published(a, 1, 1, ELEMENT_ETHICS, (const uint32_t[]){ 25, 5, 0 }),
        sample_published(a, 2, 2, ELEMENT_EXCELLENCE, (const uint32_t[]){ 30, 0, 7 }),
    };
    list[1]->meeting.state = MEETING_CLOSED;
    list[1]->pool[ELEMENT_ENGAGEMENT] = 6;
    sample_archive(path, (const struct published *const *)list, 2);
    const char *bytes = file_read(a, path, FILE_MAX, len, NULL);
    assert(bytes != NULL);
    return bytes;
}

static void check_accepted(struct archive *ar, struct arena *a)
{
    const struct archive_meeting *list;
    struct published p;
    int count;
    assert(archive_meetings(ar, a, &list, &count, NULL) && count > 0);
    for (int i = 0; i < count; i++) {
        const struct meeting *m = &list[i].meeting;
        assert(archive_published(ar, m->code, a, &p, NULL));
        assert(archive_check_text(m->title, strlen(m->title), MEETING_TITLE_MAX - 1));
        for (int card = 0; card < p.card_count; card++)
            assert(p.cards[card].tally.total == 0 || p.cards[card].tally.total >= 5);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *kept; /* what is the same each time */
    static const char *path, *whole;
    static size_t len;
    if (kept == NULL) {
        kept = arena_new();
        path = arena_printf(kept, "%s/archive", temp_make(kept));
        whole = whole_archive(kept, path, &len);
    }
    struct arena *a = arena_new();
    char *bytes = arena_strndup(a, whole, len);
    size_t end = size < 2 ? 0 : (size_t)(data[0] << 8 | data[1]) % len;
    for (size_t i = 2; i + 3 <= size; i += 3)
        bytes[(size_t)(data[i] << 8 | data[i + 1]) % len] = (char)data[i + 2];
    temp_write(path, bytes, end == 0 ? len : end);
    struct archive *ar = archive_open(path, NULL);
    if (ar != NULL)
        check_accepted(ar, a);
    archive_close(ar);
    arena_free(a);
    return 0;
}
