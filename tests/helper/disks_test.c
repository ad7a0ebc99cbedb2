/* Which disks are sticks, by a sysfs as the kernel shows it. */
#include "helper/disks.h"

#include "base/file.h"
#include "temp.h"
#include "usb_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct disks look(const struct usb_lab *lab)
{
    struct disks found;
    struct err err = { 0 };
    if (!disks_look(&lab->at, &found, &err))
        fail_msg("%s", err.detail);
    return found;
}

static void what_a_stick_tells(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    assert_int_equal(look(&lab).count, 0);
    const char *image = usb_lab_image(&lab, "true", 1);
    int insertion = usb_lab_plug(&lab, "sda", &(struct usb_kind){ .image = image });
    (void)usb_lab_plug(&lab, "sdb", &(struct usb_kind){ .fixed = true, .read_only = true });
    struct disks d = look(&lab);
    assert_int_equal(d.count, 2);
    int a = strcmp(d.disk[0].name, "sda") == 0 ? 0 : 1;
    assert_string_equal(d.disk[a].name, "sda");
    assert_string_equal(d.disk[1 - a].name, "sdb");
    assert_int_equal(d.disk[a].insertion, insertion);
    assert_true(d.disk[a].removable);
    assert_false(d.disk[a].read_only);
    assert_int_equal(d.disk[a].part_count, 1);
    assert_string_equal(d.disk[a].parts[0].name, "sda1");
    assert_int_equal(d.disk[a].parts[0].number, 1);
    assert_false(d.disk[1 - a].removable);
    assert_true(d.disk[1 - a].read_only);
    assert_int_equal(d.disk[1 - a].part_count, 0);
    usb_lab_pull(&lab, "sda");
    assert_int_equal(look(&lab).count, 1);
    usb_lab_end(&lab);
}

/* An SD card, an eMMC or a SATA disk are the machine's own. */
static void only_usb(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    struct arena *a = lab.arena;
    static const char *const trees[] = { "sys/devices/mmc0/mmc0:0001/block",
        "sys/devices/usbless/host0", "sys/devices/pci0/ata1/usb" };
    for (size_t i = 0; i < COUNT_OF(trees); i++) {
        const char *name = arena_printf(a, "mmcblk%zu", i);
        const char *disk = arena_printf(a, "%s/%s/%s", lab.dir, trees[i], name);
        assert_true(file_make_folder(disk, NULL));
        temp_write(arena_printf(a, "%s/size", disk), "100\n", 4);
        temp_write(arena_printf(a, "%s/removable", disk), "1\n", 2);
        assert_int_equal(symlink(disk, arena_printf(a, "%s/block/%s", lab.at.sys, name)), 0);
    }
    assert_int_equal(look(&lab).count, 0);
    usb_lab_end(&lab);
}

static void a_reader_without_a_card(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    (void)usb_lab_plug(&lab, "sda", &(struct usb_kind){ .empty = true });
    assert_int_equal(look(&lab).count, 0);
    usb_lab_set(&lab, "sda/size", "2048");
    assert_int_equal(look(&lab).count, 1);
    usb_lab_end(&lab);
}

/* What the machine runs from, or somebody else has mounted, is no stick of ours. */
static void in_use(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    struct arena *a = lab.arena;
    const char *image = usb_lab_image(&lab, "true", 1);
    (void)usb_lab_plug(&lab, "sda", &(struct usb_kind){ .image = image });
    const struct {
        const char *mounts;
        int count;
    } cases[] = {
        { "", 1 },
        { "36 35 8:1 / / rw - ext4 /dev/sda1 rw\n", 0 },
        { "1 2 0:5 / /proc rw - proc proc rw\n36 35 8:1 / /mnt rw - vfat /dev/sda1 rw\n", 0 },
        { "36 35 8:0 / /mnt rw - vfat /dev/sda rw\n", 0 },
        { "36 35 8:11 / /mnt rw - vfat /dev/sdx rw\n36 35 18:1 / /x rw\n", 1 },
        { arena_printf(a, "36 35 8:1 / %s/medium/sda rw - vfat /dev/sda1 rw\n", lab.at.run), 1 },
        { arena_printf(a, "36 35 8:1 / %s/mediums rw - vfat /dev/sda1 rw\n", lab.at.run), 0 },
        { "8:1", 1 },
        { "36 35 8:1", 1 },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        temp_write(lab.at.mounts, cases[i].mounts, strlen(cases[i].mounts));
        if (look(&lab).count != cases[i].count)
            fail_msg("%s", cases[i].mounts);
    }
    temp_write(lab.at.mounts, "", 0);
    const char *holders = arena_printf(a, "%s/sys/devices/pci0/usb1/1-1/sda/sda1/holders", lab.dir);
    assert_int_equal(mkdir(holders, 0755), 0);
    assert_int_equal(look(&lab).count, 1);
    temp_write(arena_printf(a, "%s/dm-0", holders), "", 0);
    assert_int_equal(look(&lab).count, 0);
    usb_lab_end(&lab);
}

static void many(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    for (int i = 0; i < DISKS_MAX + 2; i++)
        (void)usb_lab_plug(&lab, arena_printf(lab.arena, "sd%c", 'a' + i), &(struct usb_kind){ 0 });
    const char *disk = arena_printf(lab.arena, "%s/sys/devices/pci0/usb1/1-1/sda", lab.dir);
    for (int i = 1; i <= DISK_PARTS_MAX + 4; i++) {
        const char *part = arena_printf(lab.arena, "sda/sda%d", i);
        assert_int_equal(mkdir(arena_printf(lab.arena, "%s/sda%d", disk, i), 0755), 0);
        usb_lab_set(
            &lab, arena_printf(lab.arena, "%s/partition", part), arena_printf(lab.arena, "%d", i));
    }
    struct disks d = look(&lab);
    assert_int_equal(d.count, DISKS_MAX);
    for (int i = 0; i < d.count; i++)
        if (strcmp(d.disk[i].name, "sda") == 0)
            assert_int_equal(d.disk[i].part_count, DISK_PARTS_MAX + 4);
    usb_lab_end(&lab);
}

static void no_sysfs(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct disks found;
    const struct helper_places at = { .sys = "/nowhere", .mounts = "/nowhere", .run = "/nowhere" };
    assert_false(disks_look(&at, &found, &err));
    assert_int_equal(err.code, ERR_FILE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_stick_tells),
        cmocka_unit_test(only_usb),
        cmocka_unit_test(a_reader_without_a_card),
        cmocka_unit_test(in_use),
        cmocka_unit_test(many),
        cmocka_unit_test(no_sysfs),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
