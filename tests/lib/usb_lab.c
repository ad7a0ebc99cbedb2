#include "usb_lab.h"

#include "run.h"
#include "temp.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define TREE "sys/devices/pci0/usb1/1-1"

void usb_lab_begin(struct usb_lab *lab)
{
    static const char *const folders[] = { "sys", "sys/block", "sys/devices", "sys/devices/pci0",
        "sys/devices/pci0/usb1", TREE, "sys/class", "dev", "run", "run/request", "files" };
    struct arena *a = arena_new();
    *lab = (struct usb_lab){ .arena = a, .dir = temp_make(a) };
    assert(chmod(lab->dir, 0755) == 0);
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        assert(mkdir(arena_printf(a, "%s/%s", lab->dir, folders[i]), 0755) == 0);
    assert(chmod(arena_printf(a, "%s/run/request", lab->dir), 0770) == 0);
    lab->at = (struct helper_places){ .sys = arena_printf(a, "%s/sys", lab->dir),
        .dev = arena_printf(a, "%s/dev", lab->dir),
        .mounts = arena_printf(a, "%s/mounts", lab->dir),
        .run = arena_printf(a, "%s/run", lab->dir),
        .uid = geteuid(),
        .gid = getegid() };
    temp_write(lab->at.mounts, "", 0);
}

void usb_lab_end(struct usb_lab *lab)
{
    temp_remove(lab->dir);
    arena_free(lab->arena);
}

const char *usb_lab_image(struct usb_lab *lab, const char *program, int mb)
{
    struct arena *a = lab->arena;
    const char *path = arena_printf(a, "%s/image-%d", lab->dir, ++lab->insertions);
    const char *line =
        arena_printf(a, "export PATH=\"$PATH:/usr/sbin:/sbin\"; truncate -s %dM %s && %s %s", mb,
            path, program, path);
    const char *const argv[] = { "sh", "-c", line, NULL };
    int status = 1;
    (void)run_output(a, NULL, argv, &status);
    if (status != 0)
        fprintf(stderr, "%s: %d\n", line, status);
    assert(status == 0);
    return path;
}

void usb_lab_set(struct usb_lab *lab, const char *attribute, const char *value)
{
    const char *line = arena_printf(lab->arena, "%s\n", value);
    temp_write(arena_printf(lab->arena, "%s/" TREE "/%s", lab->dir, attribute), line, strlen(line));
}

/* A device file: a link would not be opened. */
static void make_device(struct usb_lab *lab, const char *name, const char *image)
{
    static const char zeros[64 * 1024];
    const char *device = arena_printf(lab->arena, "%s/%s", lab->at.dev, name);
    if (image != NULL)
        assert(link(image, device) == 0);
    else
        temp_write(device, zeros, sizeof zeros);
}

int usb_lab_plug(struct usb_lab *lab, const char *name, const struct usb_kind *kind)
{
    struct arena *a = lab->arena;
    int insertion = ++lab->insertions;
    const char *disk = arena_printf(a, "%s/" TREE "/%s", lab->dir, name);
    const char *part = arena_printf(a, "%s1", name);
    assert(mkdir(disk, 0755) == 0);
    const struct {
        const char *attribute, *value;
    } attributes[] = {
        { "size", kind->empty ? "0" : "131072" },
        { "diskseq", arena_printf(a, "%d", insertion) },
        { "removable", kind->fixed ? "0" : "1" },
        { "ro", kind->read_only ? "1" : "0" },
        { "dev", "8:0" },
    };
    for (size_t i = 0; i < COUNT_OF(attributes); i++)
        usb_lab_set(
            lab, arena_printf(a, "%s/%s", name, attributes[i].attribute), attributes[i].value);
    make_device(lab, name, kind->whole);
    if (kind->image != NULL) {
        assert(mkdir(arena_printf(a, "%s/%s", disk, part), 0755) == 0);
        usb_lab_set(lab, arena_printf(a, "%s/%s/partition", name, part), "1");
        usb_lab_set(lab, arena_printf(a, "%s/%s/dev", name, part), "8:1");
        make_device(lab, part, kind->image);
    }
    const char *files = usb_lab_files(lab, kind->image != NULL ? part : name);
    assert(mkdir(files, 0755) == 0 || errno == EEXIST);
    assert(symlink(arena_printf(a, "../devices/pci0/usb1/1-1/%s", name),
               arena_printf(a, "%s/block/%s", lab->at.sys, name)) == 0);
    return insertion;
}

void usb_lab_pull(struct usb_lab *lab, const char *name)
{
    struct arena *a = lab->arena;
    assert(unlink(arena_printf(a, "%s/block/%s", lab->at.sys, name)) == 0);
    temp_remove(arena_printf(a, "%s/" TREE "/%s", lab->dir, name));
    for (int part = 0; part <= 9; part++)
        (void)unlink(part == 0 ? arena_printf(a, "%s/%s", lab->at.dev, name)
                               : arena_printf(a, "%s/%s%d", lab->at.dev, name, part));
}

const char *usb_lab_files(struct usb_lab *lab, const char *device)
{
    return arena_printf(lab->arena, "%s/files/%s", lab->dir, device);
}

int usb_lab_news(const struct usb_lab *lab)
{
    struct arena *a = arena_new();
    int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    assert(fd >= 0);
    assert(inotify_add_watch(fd, arena_printf(a, "%s/block", lab->at.sys), IN_CREATE | IN_DELETE) >=
           0);
    arena_free(a);
    return fd;
}

/* --- the os ------------------------------------------------------------------------------------ */

static void files_of(const struct usb_os *s, const char *device, char path[400])
{
    const char *slash = strrchr(device, '/');
    (void)snprintf(path, 400, "%s/files/%s", s->dir, slash == NULL ? device : slash + 1);
}

static int os_mount(void *ctx, const char *device, const char *at, const char *type, bool writes,
    uid_t uid, gid_t gid)
{
    struct usb_os *s = ctx;
    char files[400];
    (void)uid;
    (void)gid;
    s->mounts++;
    s->writes = writes;
    (void)snprintf(s->device, sizeof s->device, "%s", device);
    (void)snprintf(s->type, sizeof s->type, "%s", type);
    files_of(s, device, files);
    if (s->mount_error != 0)
        return s->mount_error;
    return rename(files, at) == 0 ? 0 : errno;
}

static int take_away(const struct usb_os *s, const char *at)
{
    char files[400];
    files_of(s, s->device, files);
    return rename(at, files) == 0 && mkdir(at, 0700) == 0 ? 0 : errno;
}

static int os_unmount(void *ctx, const char *device, const char *at)
{
    struct usb_os *s = ctx;
    (void)device;
    s->unmounts++;
    return s->unmount_error != 0 ? s->unmount_error : take_away(s, at);
}

static int os_detach(void *ctx, const char *at)
{
    struct usb_os *s = ctx;
    s->detaches++;
    return take_away(s, at);
}

static int os_set_clock(void *ctx, time_t now)
{
    struct usb_os *s = ctx;
    s->clocks++;
    s->clock = now;
    return 0;
}

static int os_power(void *ctx, bool again)
{
    struct usb_os *s = ctx;
    s->powers++;
    s->again = again;
    return 0;
}

struct usb_os *usb_os_new(const struct usb_lab *lab, struct helper_os *os)
{
    struct usb_os *s =
        mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert(s != MAP_FAILED);
    *s = (struct usb_os){ 0 };
    (void)snprintf(s->dir, sizeof s->dir, "%s", lab->dir);
    *os = (struct helper_os){ .ctx = s,
        .mount = os_mount,
        .unmount = os_unmount,
        .detach = os_detach,
        .set_clock = os_set_clock,
        .power = os_power };
    return s;
}

void usb_os_free(struct usb_os *shared)
{
    (void)munmap(shared, sizeof *shared);
}
