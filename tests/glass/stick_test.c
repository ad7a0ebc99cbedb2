/* The stick in words: each state that it can be in, what may be done with it then, and "Je kunt de
 * stick eruit halen" only once that is so. */
#include "fuse_stick.h"
#include "mounts.h"
#include "plug.h"

#include "base/clock.h"
#include "run.h"
#include "temp.h"
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAY_GO "Je kunt de stick eruit halen"

enum { TICK_MS = 20, PART_BYTES = 100 * 1000 };

struct desk {
    struct stand *s;
    bool mounts;
    struct fuse_stick *hangs; /* pulled at the end where a test could not */
};

static void may_be_written(struct stand *s, bool may)
{
    if (may)
        stand_lacks(s, "organiser.export", "disabled");
    stand_sees(s, "organiser.export", may ? NULL : "disabled");
    stand_lacks(s, "organiser.pair", NULL);
}

/* It says that it may go: then all is there, and nothing of it is in use. */
static void may_go(struct stand *s, const char *root)
{
    stand_reads(s, "organiser.stick.line", MAY_GO);
    assert_true(plug_is_whole(s, root));
    assert_false(plug_is_used(s));
    may_be_written(s, true);
}

/* Is in trouble, and says which. */
static void is_told(struct stand *s, const char *words)
{
    stand_reads(s, "organiser.stick", "Deze USB-stick werkt niet");
    stand_reads(s, "organiser.stick.line", words);
    assert_null(strstr(stand_label(s, "organiser.stick.line"), MAY_GO));
}

static void is_none(struct stand *s)
{
    stand_reads(s, "organiser.stick", "Geen USB-stick");
    may_be_written(s, false);
}

static void none_new_paired_done(void **state)
{
    struct stand *s = ((struct desk *)*state)->s;
    stand_organise(s);
    is_none(s);
    const char *root = plug_in(s, "stick");
    stand_reads(s, "organiser.stick", "Nieuwe USB-stick");
    stand_sees(s, "organiser.pair", NULL);
    assert_null(glass_widget(s->g, "organiser.export"));
    assert_string_equal(
        temp_list(s->a, root), ".goedwerk-test-stick "); /* not before it is asked */
    glass_tap(s->g, "organiser.pair");
    may_go(s, root);
}

static void two_at_once(void **state)
{
    struct stand *s = ((struct desk *)*state)->s;
    const char *other = plug_in(s, "other");
    stand_reads(s, "organiser.stick", "Meer dan één USB-stick");
    stand_reads(s, "organiser.stick.line", "Laat er één zitten");
    may_be_written(s, false);
    plug_out(s, "other");
    may_go(s, plug_path(s, "stick")); /* the one that is left is the paired one */
    assert_string_equal(temp_list(s->a, plug_drawer(s, "other")), ".goedwerk-test-stick ");
    assert_false(temp_exists(other));
    plug_out(s, "stick");
    is_none(s);
}

/* A stick of so little room: of memory, or one that says so. */
static struct fuse_stick *small_stick(struct desk *d, const char *root)
{
    struct stand *s = d->s;
    const char *backing = plug_drawer(s, "small");
    if (d->mounts) {
        assert_true(mounts_memory(root, "size=64k,mode=0777"));
        plug_mark(s, root);
        return NULL;
    }
    assert_return_code(mkdir(backing, 0755), errno);
    plug_mark(s, backing);
    struct fuse_stick *f = fuse_stick_mount(s->a, backing, root);
    if (f != NULL)
        fuse_stick_break_after(f, PART_BYTES, ENOSPC);
    return f;
}

static void a_full_one(void **state)
{
    struct desk *d = *state;
    struct stand *s = d->s;
    const char *root = plug_path(s, "small");
    assert_return_code(mkdir(root, 0755), errno);
    struct fuse_stick *f = small_stick(d, root);
    if (!d->mounts && f == NULL)
        skip(); /* this machine knows no small sticks */
    stand_reads(s, "organiser.stick", "Nieuwe USB-stick");
    glass_tap(s->g, "organiser.pair");
    is_told(s, "De stick is vol");
    assert_string_equal(plug_reads(s, root, "pwd"), ""); /* no half bundle */
    may_be_written(s, true); /* after making room, without taking it out */
    if (f != NULL)
        fuse_stick_pull(f);
    else
        mounts_pull(root);
    is_none(s);
}

static void a_locked_one(void **state)
{
    struct desk *d = *state;
    struct stand *s = d->s;
    const char *root = plug_path(s, "locked"), *inside = plug_drawer(s, "stick");
    if (d->mounts) {
        assert_return_code(mkdir(root, 0755), errno);
        assert_true(mounts_bind(inside, root) && mounts_read_only(root));
    } else {
        (void)plug_shell(s, inside, "chmod -R a-w GOEDWERK");
        plug_back(s, "stick");
    }
    is_told(s, "De stick is op slot");
    if (d->mounts) {
        mounts_pull(root);
    } else {
        plug_out(s, "stick");
        (void)plug_shell(s, inside, "chmod -R u+w GOEDWERK");
    }
    is_none(s);
    assert_true(plug_is_whole(s, inside));
}

static const char *sums_of(struct stand *s, const char *root)
{
    return plug_reads(s, root, "cat SHA256SUMS");
}

static void pulled_while_it_is_written(void **state)
{
    struct desk *d = *state;
    struct stand *s = d->s;
    const char *root = plug_path(s, "usb"), *inside = plug_drawer(s, "stick");
    const char *before = sums_of(s, inside);
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    assert_return_code(mkdir(root, 0755), errno);
    struct fuse_stick *f = d->hangs = fuse_stick_mount(s->a, inside, root);
    if (f == NULL)
        skip(); /* only one that hangs is surely still written when it is pulled */
    fuse_stick_hold_after(f, PART_BYTES);
    stand_reads(s, "organiser.stick.line", "procent. Laat de stick zitten");
    while (!fuse_stick_is_held(f)) {
        assert_true(clock_now_ms() < end_ms);
        (void)poll(NULL, 0, TICK_MS);
    }
    may_be_written(s, false);
    assert_null(strstr(stand_label(s, "organiser.stick.line"), MAY_GO));
    assert_true(plug_is_used(s));
    d->hangs = NULL;
    fuse_stick_pull(f);
    stand_reads(s, "organiser.stick.line", "De stick ging er te vroeg uit");
    assert_true(plug_is_whole(s, inside));
    assert_string_equal(sums_of(s, inside), before);
}

static void and_put_back(void **state)
{
    struct stand *s = ((struct desk *)*state)->s;
    plug_back(s, "stick");
    may_go(s, plug_path(s, "stick"));
    stand_tap(s, "organiser.lock", "attract");
    stand_stop(s);
}

static int open_desk(void **state)
{
    static struct desk desk;
    desk = (struct desk){ .mounts = mounts_begin(), .s = stand_open(&stand_desk) };
    stand_start(desk.s);
    *state = &desk;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    if (d->hangs != NULL)
        fuse_stick_pull(d->hangs);
    stand_close(d->s);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_new_paired_done),
        cmocka_unit_test(two_at_once),
        cmocka_unit_test(a_full_one),
        cmocka_unit_test(a_locked_one),
        cmocka_unit_test(pulled_while_it_is_written),
        cmocka_unit_test(and_put_back),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
