#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hub.h"

#include "app/running.h"
#include "content/load.h"
#include "core/step.h"
#include "screens/screen.h"
#include "store/db.h"
#include "temp.h"
#include <stdio.h>
#include <string.h>

/* The ids of the next hub: its own and its first meeting's are alike, meetings after that are not. */
static int id_byte, ids_made;

static void same_each_time(void *bytes, size_t len)
{
    memset(bytes, id_byte + (ids_made > 1 ? ids_made - 1 : 0), len);
    ids_made++;
}

static const struct deck *deck_of(const struct hub *h)
{
    return content_deck(h->content, h->meeting.deck);
}

struct hub *hub_open(const char *deck, enum meeting_results results)
{
    return hub_open_as(0x5a, deck, results);
}

struct hub *hub_open_as(int id, const char *deck, enum meeting_results results)
{
    id_byte = id;
    ids_made = 0;
    struct err err;
    enum store_origin origin;
    struct arena *a = arena_new();
    struct faults faults = { .arena = a };
    struct hub *h = arena_alloc(a, sizeof *h);
    *h = (struct hub){ .a = a, .dir = temp_make(a) };
    h->content = content_load(a, "content", NULL, &faults);
    h->typesetter = typesetter_open("assets/fonts", &err);
    h->store = store_open_with(h->dir, same_each_time, &origin, &err);
    assert_true(h->content != NULL && h->typesetter != NULL && h->store != NULL);
    h->meeting = (struct meeting){ .title = "Goed Werk Hub",
        .place = "Rotterdam",
        .date = "2026-11-21",
        .vocabulary = "vakmanschap",
        .group_min = GROUP_MIN_LOWEST,
        .results = results };
    (void)snprintf(h->meeting.deck, sizeof h->meeting.deck, "%s", deck);
    assert_true(store_meeting_begin(h->store, &h->meeting, deck_of(h), NULL));
    return h;
}

void hub_begin(struct hub *h)
{
    h->meeting.state = MEETING_RUNNING;
    assert_true(store_meeting_begin(h->store, &h->meeting, deck_of(h), NULL));
}

void hub_restart(struct hub *h)
{
    enum store_origin origin;
    struct msg_meeting news;
    store_close(h->store);
    h->store = store_open_with(h->dir, same_each_time, &origin, NULL);
    assert_non_null(h->store);
    assert_int_equal(origin, STORE_FOUND);
    const struct running_desk desk = { h->store, h->content, h->a };
    assert_true(running_load(&desk, &news, NULL));
}

void hub_close(struct hub *h)
{
    store_close(h->store);
    typesetter_close(h->typesetter);
    temp_remove(h->dir);
    arena_free(h->a);
}

void hub_count(struct hub *h, int card, enum element e, enum choice c, int times)
{
    const struct card *asked = deck_of(h)->cards[card];
    const struct store_answer answer = { h->meeting.id, asked->key, asked->version, e, c };
    for (int i = 0; i < times; i++)
        assert_true(store_count(h->store, &answer, NULL));
}

const struct published *hub_published(struct hub *h)
{
    struct published *p = arena_alloc(h->a, sizeof *p);
    assert_true(store_published(h->store, h->meeting.id, h->a, p, NULL));
    return p;
}

const struct bundle *hub_bundle(struct hub *h)
{
    const struct export_desk desk = { .store = h->store, .content = h->content, .kiosk_label = "" };
    struct bundle *b = arena_alloc(h->a, sizeof *b);
    struct bundle_plan plan;
    struct err err = { .detail = "" };
    if (!export_plan(&desk, h->meeting.id, h->a, &plan, &err))
        fail_msg("%s", err.detail);
    plan.typesetter = h->typesetter;
    if (!bundle_make(h->a, &plan, b, &err))
        fail_msg("%s", err.detail);
    return b;
}

const struct bundle_file *hub_file(const struct bundle *b, const char *path)
{
    for (int i = 0; i < b->file_count; i++)
        if (strcmp(b->files[i].path, path) == 0)
            return &b->files[i];
    fail_msg("no %s", path);
    return NULL;
}

struct model hub_model(struct hub *h)
{
    const struct running_desk desk = { h->store, h->content, h->a };
    struct msg msg = { .kind = MSG_MEETING };
    struct effects fx = { 0 };
    struct model m = model_new(h->content, running_deck(h->content, h->meeting.deck), 0);
    assert_true(running_load(&desk, &msg.meeting, NULL));
    step(&m, &msg, screens_on_msg(), &fx);
    return m;
}
