/* Sticks that come, are mounted, released and pulled: what their states say, and what is left. */
#include "helper/sticks.h"

#include "base/file.h"
#include "helper/inbox.h"
#include "helper/stick_state.h"
#include "temp.h"
#include "usb_lab.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define ID "0123456789abcdef"

struct desk {
    struct usb_lab lab;
    struct helper_os os;
    struct usb_os *did;
    struct sticks *sticks;
    const char *fat, *ntfs, *inbox;
};

static void begin(struct desk *d)
{
    usb_lab_begin(&d->lab);
    d->did = usb_os_new(&d->lab, &d->os);
    d->fat = usb_lab_image(&d->lab, "mkfs.vfat -F 32", 40);
    d->ntfs = usb_lab_image(&d->lab, "mkntfs -Q -F", 4);
    d->inbox = arena_printf(d->lab.arena, "%s/request", d->lab.at.run);
    d->sticks = sticks_new(&d->lab.at, &d->os, NULL);
    assert_non_null(d->sticks);
}

static void end(struct desk *d)
{
    sticks_free(d->sticks);
    usb_os_free(d->did);
    usb_lab_end(&d->lab);
}

static int plug(struct desk *d, const char *name)
{
    int insertion = usb_lab_plug(&d->lab, name, &(struct usb_kind){ .image = d->fat });
    sticks_look(d->sticks);
    return insertion;
}

/* What stands behind the insertion in the state; "": there is none. */
static const char *state_of(struct desk *d, const char *name)
{
    struct arena *a = d->lab.arena;
    size_t len;
    char *text = file_read(a, arena_printf(a, "%s/stick/%s", d->lab.at.run, name), 200, &len, NULL);
    struct stick_state s;
    if (text == NULL)
        return "";
    assert_true(stick_state_parse(text, &s));
    text[strcspn(text, "\n")] = '\0';
    return strchr(text, ' ') + 1;
}

static const char *ask(struct desk *d, const char *name, const char *value)
{
    struct arena *a = d->lab.arena;
    const char *answer = arena_printf(a, "%s/%s.answer", d->inbox, name);
    const char *line = arena_printf(a, ID " %s\n", value);
    (void)unlink(answer);
    temp_write(arena_printf(a, "%s/%s", d->inbox, name), line, strlen(line));
    int fd = inbox_open(d->inbox, NULL);
    sticks_serve(d->sticks, fd);
    close(fd);
    size_t len;
    char *text = file_read(a, answer, 200, &len, NULL);
    if (text == NULL)
        return "";
    text[strcspn(text, "\n")] = '\0';
    return text + strlen(ID) + 1;
}

static const char *mount_as(struct desk *d, const char *name, int insertion, const char *how)
{
    return ask(d, "mount", arena_printf(d->lab.arena, "%s %d %s", name, insertion, how));
}

static const char *release(struct desk *d, const char *name, int insertion)
{
    return ask(d, "release", arena_printf(d->lab.arena, "%s %d", name, insertion));
}

static const char *mounted_on(struct desk *d, const char *name)
{
    return arena_printf(d->lab.arena, "mounted none %s/medium/%s", d->lab.at.run, name);
}

static bool has_mount_point(struct desk *d, const char *name)
{
    return temp_exists(arena_printf(d->lab.arena, "%s/medium/%s", d->lab.at.run, name));
}

static void partitions_that_are_shown_later_count(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    int insertion = usb_lab_plug(&d.lab, "sda", &(struct usb_kind){ .image = d.fat });
    usb_lab_set(&d.lab, "sda/sda1/partition", "0"); /* not there yet */
    sticks_look(d.sticks);
    assert_string_equal(state_of(&d, "sda"), "refused unformatted -");
    usb_lab_set(&d.lab, "sda/sda1/partition", "1");
    sticks_look(d.sticks);
    assert_string_equal(state_of(&d, "sda"), "ready none -");
    assert_string_equal(mount_as(&d, "sda", insertion, "rw"), "ok");
    usb_lab_set(&d.lab, "sda/sda1/partition", "0"); /* not while it is being written on */
    sticks_look(d.sticks);
    assert_string_equal(state_of(&d, "sda"), mounted_on(&d, "sda"));
    end(&d);
}

static void in_mounted_released_out(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    int insertion = plug(&d, "sda");
    assert_string_equal(state_of(&d, "sda"), "ready none -");
    assert_int_equal(d.did->mounts, 0); /* only on request */
    static const char *const ways[] = { "ro", "rw" };
    for (int i = 0; i < 2; i++) {
        assert_string_equal(mount_as(&d, "sda", insertion, ways[i]), "ok");
        assert_string_equal(state_of(&d, "sda"), mounted_on(&d, "sda"));
        assert_int_equal(d.did->writes, i == 1);
        assert_string_equal(d.did->type, "vfat");
        assert_string_equal(d.did->device, arena_printf(d.lab.arena, "%s/sda1", d.lab.at.dev));
        assert_string_equal(mount_as(&d, "sda", insertion, "rw"), "failed busy");
        assert_string_equal(release(&d, "sda", insertion), "ok");
        assert_string_equal(state_of(&d, "sda"), "ready none -");
        assert_false(has_mount_point(&d, "sda"));
    }
    assert_string_equal(release(&d, "sda", insertion), "failed gone");
    assert_int_equal(d.did->unmounts, 2);
    usb_lab_pull(&d.lab, "sda");
    sticks_look(d.sticks);
    assert_string_equal(state_of(&d, "sda"), "");
    assert_int_equal(d.did->detaches, 0);
    end(&d);
}

/* Another insertion, another stick, none. */
static void of_another_insertion(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    int insertion = plug(&d, "sda");
    assert_string_equal(mount_as(&d, "sda", insertion + 1, "rw"), "failed gone");
    assert_string_equal(mount_as(&d, "sdb", insertion, "rw"), "failed gone");
    assert_string_equal(release(&d, "sdb", insertion), "failed gone");
    assert_string_equal(ask(&d, "mount", "sda"), "");
    assert_string_equal(ask(&d, "mount", "../sda 1 rw"), "");
    assert_int_equal(d.did->mounts, 0);
    end(&d);
}

/* Nobody told us yet that it went: a request finds out. */
static void gone_before_the_request(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    int insertion = plug(&d, "sda");
    usb_lab_pull(&d.lab, "sda");
    assert_string_equal(mount_as(&d, "sda", insertion, "rw"), "failed gone");
    assert_string_equal(state_of(&d, "sda"), "");
    end(&d);
}

static void pulled_while_mounted(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    int first = plug(&d, "sda");
    assert_string_equal(mount_as(&d, "sda", first, "rw"), "ok");
    usb_lab_pull(&d.lab, "sda");
    int second = plug(&d, "sda"); /* with the same name, between two looks */
    assert_int_equal(d.did->detaches, 1);
    assert_false(has_mount_point(&d, "sda"));
    assert_string_equal(state_of(&d, "sda"), "ready none -");
    assert_string_equal(release(&d, "sda", first), "failed gone");
    assert_string_equal(mount_as(&d, "sda", first, "rw"), "failed gone");
    assert_string_equal(mount_as(&d, "sda", second, "rw"), "ok");
    end(&d);
}

static const struct {
    int error;
    const char *answer, *state;
} mounts[] = {
    { EROFS, "failed read-only", "ready read-only -" },
    { EACCES, "failed read-only", "ready read-only -" },
    { EIO, "failed broken", "refused broken -" },
    { EINVAL, "failed broken", "refused broken -" },
    { ENXIO, "failed gone", "ready none -" },
    { ENODEV, "failed internal", "ready none -" },
    { EBUSY, "failed busy", "ready none -" },
};

static void not_mounted(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    for (size_t i = 0; i < COUNT_OF(mounts); i++) {
        int insertion = plug(&d, "sda");
        d.did->mount_error = mounts[i].error;
        assert_string_equal(mount_as(&d, "sda", insertion, "rw"), mounts[i].answer);
        assert_string_equal(state_of(&d, "sda"), mounts[i].state);
        assert_false(has_mount_point(&d, "sda"));
        usb_lab_pull(&d.lab, "sda");
        sticks_look(d.sticks);
    }
    end(&d);
}

static void not_released(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    int insertion = plug(&d, "sda");
    assert_string_equal(mount_as(&d, "sda", insertion, "rw"), "ok");
    d.did->unmount_error = EBUSY;
    assert_string_equal(release(&d, "sda", insertion), "failed busy");
    assert_string_equal(state_of(&d, "sda"), mounted_on(&d, "sda"));
    d.did->unmount_error = EIO;
    assert_string_equal(release(&d, "sda", insertion), "failed broken");
    assert_string_equal(state_of(&d, "sda"), "refused broken -");
    assert_int_equal(d.did->detaches, 1);
    assert_false(has_mount_point(&d, "sda"));
    assert_string_equal(mount_as(&d, "sda", insertion, "rw"), "failed refused");
    end(&d);
}

static void refused_and_read_only(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    int ntfs = usb_lab_plug(&d.lab, "sda", &(struct usb_kind){ .image = d.ntfs });
    int locked =
        usb_lab_plug(&d.lab, "sdb", &(struct usb_kind){ .image = d.fat, .read_only = true });
    int blank = usb_lab_plug(&d.lab, "sdc", &(struct usb_kind){ 0 });
    int disk = usb_lab_plug(&d.lab, "sdd", &(struct usb_kind){ .image = d.fat, .fixed = true });
    sticks_look(d.sticks);
    assert_string_equal(state_of(&d, "sda"), "refused ntfs -");
    assert_string_equal(state_of(&d, "sdb"), "ready read-only -");
    assert_string_equal(state_of(&d, "sdc"), "refused unformatted -");
    assert_string_equal(state_of(&d, "sdd"), "refused disk -");
    assert_string_equal(mount_as(&d, "sda", ntfs, "ro"), "failed refused");
    assert_string_equal(mount_as(&d, "sdc", blank, "ro"), "failed refused");
    assert_string_equal(mount_as(&d, "sdd", disk, "ro"), "failed refused");
    assert_string_equal(mount_as(&d, "sdb", locked, "rw"), "failed read-only");
    assert_int_equal(d.did->mounts, 0);
    assert_string_equal(mount_as(&d, "sdb", locked, "ro"), "ok");
    end(&d);
}

/* Two sticks at once: each its own. */
static void two(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    int a = plug(&d, "sda"), b = plug(&d, "sdb");
    assert_string_equal(mount_as(&d, "sda", a, "rw"), "ok");
    usb_lab_pull(&d.lab, "sdb");
    sticks_look(d.sticks);
    assert_string_equal(state_of(&d, "sda"), mounted_on(&d, "sda"));
    assert_string_equal(state_of(&d, "sdb"), "");
    assert_string_equal(release(&d, "sdb", b), "failed gone");
    assert_string_equal(release(&d, "sda", a), "ok");
    end(&d);
}

/* A helper that fell leaves a stick mounted, states and a request. */
static void begins_anew(void **state)
{
    (void)state;
    struct desk d;
    begin(&d);
    int insertion = plug(&d, "sda");
    assert_string_equal(mount_as(&d, "sda", insertion, "rw"), "ok");
    struct sticks *fallen = d.sticks;
    temp_write(arena_printf(d.lab.arena, "%s/stick/sdz", d.lab.at.run), "x", 1);
    temp_write(arena_printf(d.lab.arena, "%s/stick/sda.part", d.lab.at.run), "x", 1);
    d.sticks = sticks_new(&d.lab.at, &d.os, NULL);
    assert_int_equal(d.did->unmounts, 1);
    assert_string_equal(
        temp_list(d.lab.arena, arena_printf(d.lab.arena, "%s/stick", d.lab.at.run)), "");
    assert_false(has_mount_point(&d, "sda"));
    sticks_look(d.sticks);
    assert_string_equal(state_of(&d, "sda"), "ready none -");
    assert_string_equal(mount_as(&d, "sda", insertion, "rw"), "ok");
    sticks_free(d.sticks);
    assert_int_equal(d.did->unmounts, 2);
    assert_false(has_mount_point(&d, "sda"));
    assert_string_equal(state_of(&d, "sda"), "");
    d.sticks = fallen; /* only its memory is left to free */
    end(&d);
}

static void states_are_for_reading(void **state)
{
    (void)state;
    struct desk d;
    struct stat st;
    begin(&d);
    plug(&d, "sda");
    const char *folder = arena_printf(d.lab.arena, "%s/stick", d.lab.at.run);
    assert_int_equal(stat(folder, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0755);
    assert_int_equal(stat(arena_printf(d.lab.arena, "%s/sda", folder), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0644);
    assert_string_equal(temp_list(d.lab.arena, folder), "sda ");
    end(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_mounted_released_out),
        cmocka_unit_test(partitions_that_are_shown_later_count),
        cmocka_unit_test(of_another_insertion),
        cmocka_unit_test(gone_before_the_request),
        cmocka_unit_test(pulled_while_mounted),
        cmocka_unit_test(not_mounted),
        cmocka_unit_test(not_released),
        cmocka_unit_test(refused_and_read_only),
        cmocka_unit_test(two),
        cmocka_unit_test(begins_anew),
        cmocka_unit_test(states_are_for_reading),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
