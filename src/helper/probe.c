#include "helper/probe.h"

#include "base/arena.h"

#include <blkid/blkid.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_BYTES = 4096 };

/* Partitions beside the one that files are on, by their types of GPT and of MBR. */
#define GPT_EFI_SYSTEM "c12a7328-f81f-11d2-ba4b-00a0c93ec93b"
#define GPT_MICROSOFT_RESERVED "e3c9e316-0b5c-4db8-817d-f92df00215ae"
enum { MBR_EXTENDED = 0x05, MBR_EXTENDED_LBA = 0x0f, MBR_EXTENDED_LINUX = 0x85, MBR_EFI = 0xef };

static const struct {
    const char *type, *version; /* as libblkid calls them; version NULL: any */
    enum stick_reason reason;
} known[] = {
    { "vfat", "FAT32", STICK_REASON_NONE },
    { "exfat", NULL, STICK_REASON_NONE },
    { "vfat", NULL, STICK_REASON_FAT16 },
    { "ntfs", NULL, STICK_REASON_NTFS },
    { "ext2", NULL, STICK_REASON_EXT },
    { "ext3", NULL, STICK_REASON_EXT },
    { "ext4", NULL, STICK_REASON_EXT },
    { "apfs", NULL, STICK_REASON_APFS },
    { "hfsplus", NULL, STICK_REASON_HFS },
    { "hfs", NULL, STICK_REASON_HFS },
    { "BitLocker", NULL, STICK_REASON_ENCRYPTED },
    { "crypto_LUKS", NULL, STICK_REASON_ENCRYPTED },
};

/* An open device; fd -1: it cannot be read. */
struct device {
    int fd;
    blkid_probe probe;
};

static struct device open_device(const char *dev, const char *name)
{
    struct arena *a = arena_new();
    char first[FIRST_BYTES];
    struct device d = { .fd = open(arena_printf(a, "%s/%s", dev, name),
                            O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) };
    arena_free(a);
    /* libblkid takes what it cannot read for absent. */
    if (d.fd >= 0 && pread(d.fd, first, sizeof first, 0) != sizeof first) {
        close(d.fd);
        d.fd = -1;
    }
    d.probe = d.fd < 0 ? NULL : blkid_new_probe();
    return d;
}

static void close_device(struct device *d)
{
    blkid_free_probe(d->probe);
    if (d->fd >= 0)
        close(d->fd);
}

static enum stick_reason reason_of(const char *type, const char *version, size_t *at)
{
    for (*at = 0; *at < COUNT_OF(known); ++*at)
        if (strcmp(known[*at].type, type) == 0 &&
            (known[*at].version == NULL || strcmp(known[*at].version, version) == 0))
            return known[*at].reason;
    return STICK_REASON_OTHER;
}

/* The file system on the device of p. */
static void probe_files(const char *dev, struct probed *p)
{
    struct device d = open_device(dev, p->device);
    const char *type = NULL, *version = "";
    size_t at;
    p->reason = STICK_REASON_BROKEN;
    if (d.probe == NULL || blkid_probe_set_device(d.probe, d.fd, 0, 0) < 0)
        goto out;
    blkid_probe_enable_superblocks(d.probe, 1);
    blkid_probe_set_superblocks_flags(d.probe, BLKID_SUBLKS_TYPE | BLKID_SUBLKS_VERSION);
    int found = blkid_do_safeprobe(d.probe);
    if (found == -1)
        goto out;
    p->reason = STICK_REASON_UNFORMATTED;
    if (found == -2) /* two at once: somebody else has to decide */
        p->reason = STICK_REASON_OTHER;
    if (found != 0 || blkid_probe_lookup_value(d.probe, "TYPE", &type, NULL) < 0)
        goto out;
    (void)blkid_probe_lookup_value(d.probe, "VERSION", &version, NULL);
    p->reason = reason_of(type, version, &at);
    p->type = p->reason == STICK_REASON_NONE ? known[at].type : NULL;
out:
    close_device(&d);
}

static bool holds_files(blkid_partlist list, int number)
{
    blkid_partition part =
        list == NULL ? NULL : blkid_partlist_get_partition_by_partno(list, number);
    if (part == NULL)
        return true; /* the kernel sees more than we: count it */
    const char *gpt = blkid_partition_get_type_string(part);
    int mbr = blkid_partition_get_type(part);
    return !(gpt != NULL &&
               (strcmp(gpt, GPT_EFI_SYSTEM) == 0 || strcmp(gpt, GPT_MICROSOFT_RESERVED) == 0)) &&
           mbr != MBR_EXTENDED && mbr != MBR_EXTENDED_LBA && mbr != MBR_EXTENDED_LINUX &&
           mbr != MBR_EFI;
}

/* NULL: there is no table. Lives as long as the device is open. */
static blkid_partlist table_of(const struct device *d)
{
    if (d->probe == NULL || blkid_probe_set_device(d->probe, d->fd, 0, 0) < 0)
        return NULL;
    blkid_probe_enable_superblocks(d->probe, 0);
    blkid_probe_enable_partitions(d->probe, 1);
    return blkid_probe_get_partitions(d->probe);
}

struct probed probe_disk(const char *dev, const struct disk *d)
{
    struct probed p = { .reason = STICK_REASON_BROKEN };
    struct device whole = open_device(dev, d->name);
    blkid_partlist table = table_of(&whole);
    int usable = 0;
    if (whole.probe == NULL)
        return p;
    for (int i = 0; i < d->part_count && i < DISK_PARTS_MAX; i++) {
        if (holds_files(table, d->parts[i].number) && ++usable == 1)
            (void)snprintf(p.device, sizeof p.device, "%s", d->parts[i].name);
    }
    if (!d->removable)
        p.reason = STICK_REASON_DISK;
    else if (usable > 1 || d->part_count > DISK_PARTS_MAX)
        p.reason = STICK_REASON_SEVERAL_PARTITIONS;
    else if (usable == 0 && d->part_count > 0)
        p.reason = STICK_REASON_NO_PARTITION;
    else {
        if (usable == 0)
            (void)snprintf(p.device, sizeof p.device, "%s", d->name);
        probe_files(dev, &p);
        if (usable == 0 && p.reason == STICK_REASON_UNFORMATTED && table != NULL)
            p.reason = STICK_REASON_NO_PARTITION;
    }
    close_device(&whole);
    return p;
}
