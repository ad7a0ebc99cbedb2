#include "helper/disks.h"

#include "base/arena.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { ATTRIBUTE_MAX = 64 * 1024, MOUNTS_MAX = 1024 * 1024, DEVICES_MAX = DISK_PARTS_MAX + 1 };

struct look {
    struct arena *arena;
    const struct helper_places *at;
    const char *mounts; /* the whole of mountinfo; "" where it cannot be read */
};

/* "" for what cannot be read: the disk may be going this very moment. */
static const char *attribute(struct arena *a, const char *folder, const char *name)
{
    size_t len = 0;
    char *text = file_read(a, arena_printf(a, "%s/%s", folder, name), ATTRIBUTE_MAX, &len, NULL);
    if (text == NULL)
        return "";
    text[strcspn(text, "\n")] = '\0';
    return text;
}

/* stick_name_ok(name), so that it fits. */
static void take_name(char into[STICK_NAME_MAX], const char *name)
{
    memcpy(into, name, strlen(name) + 1);
}

/* A disk on USB hangs below a bus called usb1, usb2 … in the kernel's tree. */
static bool is_on_usb(struct arena *a, const char *folder)
{
    char path[PATH_MAX];
    if (realpath(folder, path) == NULL)
        return false;
    const char *bus = arena_strdup(a, path);
    while ((bus = strstr(bus, "/usb")) != NULL) {
        bus += strlen("/usb");
        size_t digits = strspn(bus, "0123456789");
        if (digits > 0 && bus[digits] == '/')
            return true;
    }
    return false;
}

/*
 * Whether device ("8:1") is mounted anywhere but below ours. A line of mountinfo reads
 * "36 35 8:1 / /mnt rw,noatime …".
 */
static bool is_mounted_elsewhere(const char *mounts, const char *device, const char *ours)
{
    size_t device_len = strlen(device), ours_len = strlen(ours);
    for (const char *line = mounts; *line != '\0';
         line += strcspn(line, "\n"), line += *line != '\0') {
        const char *at = line;
        for (int field = 0; field < 2; field++) {
            at += strcspn(at, " \n");
            at += *at == ' ';
        }
        if (strncmp(at, device, device_len) != 0 || at[device_len] != ' ')
            continue;
        at += device_len + 1;
        at += strcspn(at, " \n"); /* the part of it that is mounted */
        at += *at == ' ';
        if (strncmp(at, ours, ours_len) != 0 || at[ours_len] != '/')
            return true;
    }
    return false;
}

static bool has_holders(struct arena *a, const char *folder)
{
    bool any = false;
    DIR *dir = opendir(arena_printf(a, "%s/holders", folder));
    for (const struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;)
        any = any || e->d_name[0] != '.';
    if (dir != NULL)
        closedir(dir);
    return any;
}

/* Used by the machine: mounted by somebody else, or part of a larger volume. */
static bool is_used(const struct look *l, const char *folder)
{
    const char *ours = arena_printf(l->arena, "%s/medium", l->at->run);
    const char *device = attribute(l->arena, folder, "dev");
    return has_holders(l->arena, folder) ||
           (device[0] != '\0' && is_mounted_elsewhere(l->mounts, device, ours));
}

static int by_number(const void *a, const void *b)
{
    const struct disk_part *one = a, *other = b;
    return (one->number > other->number) - (one->number < other->number);
}

/* False: one of them is used. */
static bool look_at_parts(const struct look *l, const char *folder, struct disk *d)
{
    bool free = true;
    DIR *dir = opendir(folder);
    for (const struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (!stick_name_ok(e->d_name) || strncmp(e->d_name, d->name, strlen(d->name)) != 0)
            continue;
        const char *part = arena_printf(l->arena, "%s/%s", folder, e->d_name);
        long number = strtol(attribute(l->arena, part, "partition"), NULL, 10);
        if (number <= 0 || number > INT_MAX)
            continue;
        free = free && !is_used(l, part);
        if (d->part_count++ >= DISK_PARTS_MAX)
            continue;
        struct disk_part *p = &d->parts[d->part_count - 1];
        p->number = (int)number;
        take_name(p->name, e->d_name);
    }
    if (dir != NULL)
        closedir(dir);
    size_t listed = (size_t)(d->part_count < DISK_PARTS_MAX ? d->part_count : DISK_PARTS_MAX);
    qsort(d->parts, listed, sizeof d->parts[0], by_number);
    return free;
}

/* False: none that concerns us. */
static bool look_at(const struct look *l, const char *name, struct disk *d)
{
    struct arena *a = l->arena;
    const char *folder = arena_printf(a, "%s/block/%s", l->at->sys, name);
    *d = (struct disk){ 0 };
    if (!stick_name_ok(name) || !is_on_usb(a, folder) ||
        strtoull(attribute(a, folder, "size"), NULL, 10) == 0)
        return false;
    take_name(d->name, name);
    d->insertion = strtoull(attribute(a, folder, "diskseq"), NULL, 10);
    d->removable = strcmp(attribute(a, folder, "removable"), "1") == 0;
    d->read_only = strcmp(attribute(a, folder, "ro"), "1") == 0;
    return !is_used(l, folder) && look_at_parts(l, folder, d);
}

bool disks_look(const struct helper_places *at, struct disks *found, struct err *err)
{
    size_t len = 0;
    struct look l = { .arena = arena_new(), .at = at };
    const char *folder = arena_printf(l.arena, "%s/block", at->sys);
    DIR *dir = opendir(folder);
    found->count = 0;
    if (dir == NULL)
        err_set(err, ERR_FILE, "%s: %s", folder, strerror(errno));
    const char *mounts = file_read(l.arena, at->mounts, MOUNTS_MAX, &len, NULL);
    l.mounts = mounts == NULL ? "" : mounts;
    for (const struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;)
        if (found->count < DISKS_MAX && look_at(&l, e->d_name, &found->disk[found->count]))
            found->count++;
    if (dir != NULL)
        closedir(dir);
    arena_free(l.arena);
    return dir != NULL;
}
