/* What is on a stick, as the programs that format sticks leave it. */
#include "helper/probe.h"

#include "temp.h"
#include "usb_lab.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { MB = 40 }; /* the least that FAT32 is made with */

static struct probed probe(
    struct usb_lab *lab, const struct disk *like, const char *whole, const char *part)
{
    struct arena *a = lab->arena;
    struct disk d = *like;
    const char *disk = arena_printf(a, "%s/sda", lab->at.dev);
    (void)snprintf(d.name, sizeof d.name, "sda");
    assert_int_equal(link(whole, disk), 0);
    for (int i = 0; i < d.part_count && i < DISK_PARTS_MAX; i++) {
        d.parts[i].number = i + 1;
        (void)snprintf(d.parts[i].name, sizeof d.parts[i].name, "sda%d", i + 1);
        const char *device = arena_printf(a, "%s/sda%d", lab->at.dev, i + 1);
        (void)unlink(device);
        if (part != NULL)
            assert_int_equal(link(part, device), 0);
    }
    struct probed p = probe_disk(lab->at.dev, &d);
    assert_int_equal(unlink(disk), 0);
    return p;
}

static const struct {
    const char *program;
    enum stick_reason reason;
    const char *type;
} formats[] = {
    { "mkfs.vfat -F 32", STICK_REASON_NONE, "vfat" },
    { "mkfs.exfat", STICK_REASON_NONE, "exfat" },
    { "mkfs.vfat -F 16", STICK_REASON_FAT16, NULL },
    { "mkfs.vfat -F 12 -s 32", STICK_REASON_FAT16, NULL },
    { "mkntfs -Q -F", STICK_REASON_NTFS, NULL },
    { "mkfs.ext4 -q", STICK_REASON_EXT, NULL },
    { "mkfs.ext2 -q", STICK_REASON_EXT, NULL },
    { "mkswap", STICK_REASON_OTHER, NULL },
    { "true", STICK_REASON_UNFORMATTED, NULL },
};

/* On its one partition, and on the whole of it. */
static void formatted(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    const char *divided = usb_lab_image(&lab, "echo type=c | sfdisk -q", MB);
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        const char *image = usb_lab_image(&lab, formats[i].program, MB);
        for (int parts = 0; parts < 2; parts++) {
            const struct disk d = { .removable = true, .part_count = parts };
            struct probed p = probe(&lab, &d, parts == 0 ? image : divided, image);
            if (p.reason != formats[i].reason)
                fail_msg("%s: %s", formats[i].program, stick_reason_word(p.reason));
            if (formats[i].type == NULL) {
                assert_null(p.type);
            } else {
                assert_string_equal(p.type, formats[i].type);
                assert_string_equal(p.device, parts == 0 ? "sda" : "sda1");
            }
        }
        assert_int_equal(unlink(image), 0);
    }
    usb_lab_end(&lab);
}

/* What Debian has no program for: the marks alone, as libblkid looks for them. */
static const struct {
    enum stick_reason reason;
    struct {
        long at;
        const char *bytes;
        size_t len;
    } marks[4];
} marked[] = {
    { STICK_REASON_ENCRYPTED, { { 0, "LUKS\xba\xbe\0\1", 8 } } },
    { STICK_REASON_HFS, { { 1024, "H+\0\4", 4 }, { 1024 + 40, "\0\0\x10\0", 4 } } },
    /* with its Fletcher checksum, which newer ones (Debian 13's) verify */
    { STICK_REASON_APFS, { { 0, "\x22\xab\xa6\x02\x8e\xec\x05\x3b", 8 }, { 24, "\1\0\0\x80", 4 },
                             { 32, "NXSB\0\x10\0\0", 8 } } },
};

static void marked_only(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    for (size_t i = 0; i < COUNT_OF(marked); i++) {
        const char *image = usb_lab_image(&lab, "true", MB);
        int fd = open(image, O_WRONLY);
        for (size_t m = 0; m < COUNT_OF(marked[i].marks); m++)
            assert_int_equal(
                pwrite(fd, marked[i].marks[m].bytes, marked[i].marks[m].len, marked[i].marks[m].at),
                marked[i].marks[m].len);
        close(fd);
        const struct disk d = { .removable = true };
        struct probed p = probe(&lab, &d, image, NULL);
        if (p.reason != marked[i].reason)
            fail_msg("%zu: %s", i, stick_reason_word(p.reason));
    }
    usb_lab_end(&lab);
}

static const struct {
    const char *program;
    int parts;
    enum stick_reason reason;
    const char *device;
} tables[] = {
    { "printf 'size=10M,type=c\\ntype=c\\n' | sfdisk -q", 2, STICK_REASON_SEVERAL_PARTITIONS,
        NULL },
    { "printf 'size=10M,type=c\\ntype=83\\n' | sfdisk -q", 2, STICK_REASON_SEVERAL_PARTITIONS,
        NULL },
    { "printf 'label: gpt\\nsize=10M,type=U\\ntype=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7\\n' | "
      "sfdisk -q",
        2, STICK_REASON_NONE, "sda2" }, /* as macOS divides a stick */
    { "printf 'size=10M,type=ef\\ntype=c\\n' | sfdisk -q", 2, STICK_REASON_NONE, "sda2" },
    { "printf 'label: gpt\\ntype=U\\n' | sfdisk -q", 1, STICK_REASON_NO_PARTITION, NULL },
    { "echo 'label: gpt' | sfdisk -q", 0, STICK_REASON_NO_PARTITION, NULL },
    { "echo type=c | sfdisk -q", DISK_PARTS_MAX + 1, STICK_REASON_SEVERAL_PARTITIONS, NULL },
};

static void divided(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    const char *fat = usb_lab_image(&lab, "mkfs.vfat -F 32", MB);
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        const struct disk d = { .removable = true, .part_count = tables[i].parts };
        struct probed p = probe(&lab, &d, usb_lab_image(&lab, tables[i].program, MB), fat);
        if (p.reason != tables[i].reason)
            fail_msg("%s: %s", tables[i].program, stick_reason_word(p.reason));
        assert_int_equal(p.type != NULL, tables[i].device != NULL);
        if (tables[i].device != NULL)
            assert_string_equal(p.device, tables[i].device);
    }
    usb_lab_end(&lab);
}

static void unreadable(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    const struct disk d = { .name = "sda", .removable = true };
    assert_int_equal(probe_disk(lab.at.dev, &d).reason, STICK_REASON_BROKEN); /* no device */
    temp_write(arena_printf(lab.arena, "%s/sda", lab.at.dev), "x", 1);
    assert_int_equal(probe_disk(lab.at.dev, &d).reason, STICK_REASON_BROKEN);
    const struct disk part = { .removable = true, .part_count = 1 };
    const char *table = usb_lab_image(&lab, "echo type=c | sfdisk -q", MB);
    assert_int_equal(unlink(arena_printf(lab.arena, "%s/sda", lab.at.dev)), 0);
    struct probed p = probe(&lab, &part, table, NULL);
    assert_int_equal(p.reason, STICK_REASON_BROKEN);
    usb_lab_end(&lab);
}

static void a_disk(void **state)
{
    (void)state;
    struct usb_lab lab;
    usb_lab_begin(&lab);
    const struct disk d = { .removable = false };
    struct probed p = probe(&lab, &d, usb_lab_image(&lab, "mkfs.vfat -F 32", MB), NULL);
    assert_int_equal(p.reason, STICK_REASON_DISK);
    assert_null(p.type);
    usb_lab_end(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formatted),
        cmocka_unit_test(marked_only),
        cmocka_unit_test(divided),
        cmocka_unit_test(unreadable),
        cmocka_unit_test(a_disk),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
