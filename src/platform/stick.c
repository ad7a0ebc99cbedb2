#include "platform/stick.h"

#include "platform/bundle_write.h"
#include "platform/medium.h"
#include "platform/stick_side.h"

void stick_close(struct stick *s)
{
    if (s != NULL)
        s->side->close(s);
}

int stick_watch_fd(const struct stick *s)
{
    return s->side->watch_fd(s);
}

bool stick_look(
    struct stick *s, const char *kiosk, const char *token, struct stick_seen *seen, struct err *err)
{
    *seen = (struct stick_seen){ 0 };
    return s->side->look(s, kiosk, token, seen, err);
}

bool stick_pair(struct stick *s, const char *kiosk, const char *token, struct err *err)
{
    struct medium m;
    struct arena *a = arena_new();
    bool ok = s->side->open(s, a, true, &m, err);
    if (ok) {
        ok = medium_pair(m.root, kiosk, token, err) && medium_flush(m.root, m.path, err);
        ok = s->side->let_go(s, a, &m, ok, err);
    }
    if (ok && m.seen != NULL)
        m.seen->paired = true;
    arena_free(a);
    return ok;
}

bool stick_write(struct stick *s, const struct bundle *b, struct err *err)
{
    struct medium m;
    struct arena *a = arena_new();
    progress_begin(&s->written, 1); /* how far the last one came is no news */
    bool ok = s->side->open(s, a, true, &m, err);
    if (ok) {
        ok = bundle_write_at(m.root, b, &s->written, err) && medium_flush(m.root, m.path, err);
        ok = s->side->let_go(s, a, &m, ok, err);
    }
    arena_free(a);
    return ok;
}

int stick_progress(const struct stick *s)
{
    return progress_percent(&s->written);
}

bool stick_find_decks(struct stick *s, bool *decks, struct err *err)
{
    struct medium m;
    struct arena *a = arena_new();
    bool ok = s->side->open(s, a, false, &m, err);
    *decks = ok && decks_on(m.root);
    if (ok)
        (void)s->side->let_go(s, a, &m, true, NULL);
    arena_free(a);
    return ok;
}

bool stick_copy_decks(
    struct stick *s, const char *to_dir, decks_refused *refused, void *ctx, struct err *err)
{
    struct medium m;
    struct arena *a = arena_new();
    bool ok = s->side->open(s, a, false, &m, err);
    if (ok) {
        ok = decks_copy(m.root, to_dir, refused, ctx, err);
        /* A copy that is whole stays so when the stick is pulled behind it. */
        ok = s->side->let_go(s, a, &m, ok, ok ? NULL : err) || ok;
    }
    arena_free(a);
    return ok;
}
