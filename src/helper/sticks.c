#include "helper/sticks.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "helper/disks.h"
#include "helper/inbox.h"
#include "helper/probe.h"
#include "helper/stick_state.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct slot {
    bool used;
    char name[STICK_NAME_MAX];
    struct stick_state state;
    int parts; /* partitions that the kernel showed when it was looked at */
    const char *type; /* NULL: cannot be mounted */
    const char *device; /* path; in the slot's arena, like folder */
    const char *folder; /* where it is mounted when it is */
    struct arena *arena; /* of this insertion */
};

struct sticks {
    const struct helper_places *at;
    const struct helper_os *os;
    struct arena *arena;
    const char *states, *media; /* folders */
    struct slot slots[DISKS_MAX];
};

/* --- folders ----------------------------------------------------------------------------------- */

/* Of root, and readable for the kiosk. */
static bool make_folder(const char *path, struct err *err)
{
    return file_make_folder(path, err) &&
           (chmod(path, 0755) == 0 || err_set(err, ERR_FILE, "%s: %s", path, strerror(errno)));
}

/* What an earlier helper, which fell, has left mounted; its mount points too. */
static void clear_media(struct sticks *s)
{
    DIR *dir = opendir(s->media);
    for (const struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.')
            continue;
        const char *folder = arena_printf(s->arena, "%s/%s", s->media, e->d_name);
        if (s->os->unmount(s->os->ctx, NULL, folder) != 0)
            (void)s->os->detach(s->os->ctx, folder);
        if (rmdir(folder) < 0)
            log_line(LOG_LEVEL_WARNING, "sticks", "%s stays: %s", folder, strerror(errno));
    }
    if (dir != NULL)
        closedir(dir);
}

static void clear_states(struct sticks *s)
{
    DIR *dir = opendir(s->states);
    for (const struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;)
        if (e->d_name[0] != '.')
            (void)unlinkat(dirfd(dir), e->d_name, 0);
    if (dir != NULL)
        closedir(dir);
}

struct sticks *sticks_new(
    const struct helper_places *at, const struct helper_os *os, struct err *err)
{
    struct arena *a = arena_new();
    struct sticks *s = arena_alloc(a, sizeof *s);
    *s = (struct sticks){ .at = at,
        .os = os,
        .arena = a,
        .states = arena_printf(a, "%s/" STICK_STATES_FOLDER, at->run),
        .media = arena_printf(a, "%s/medium", at->run) };
    if (!make_folder(s->states, err) || !make_folder(s->media, err)) {
        arena_free(a);
        return NULL;
    }
    clear_media(s);
    clear_states(s);
    return s;
}

/* --- one stick --------------------------------------------------------------------------------- */

static void tell(const struct sticks *s, const struct slot *slot)
{
    char text[STICK_STATE_MAX];
    struct arena *a = arena_new();
    const char *path = arena_printf(a, "%s/%s", s->states, slot->name);
    const char *part = arena_printf(a, "%s.part", path);
    stick_state_print(&slot->state, text);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    ssize_t len = (ssize_t)strlen(text);
    if (fd < 0 || fchmod(fd, 0644) < 0 || write(fd, text, (size_t)len) != len ||
        rename(part, path) < 0)
        log_line(LOG_LEVEL_ERROR, "sticks", "state of %s: %s", slot->name, strerror(errno));
    if (fd >= 0)
        close(fd);
    arena_free(a);
}

static void set_state(const struct sticks *s, struct slot *slot,
    enum stick_condition_word condition, enum stick_reason reason)
{
    slot->state.condition = condition;
    slot->state.reason = reason;
    (void)snprintf(slot->state.folder, sizeof slot->state.folder, "%s",
        condition == STICK_MOUNTED ? slot->folder : "");
    tell(s, slot);
}

static void begin(struct sticks *s, struct slot *slot, const struct disk *d)
{
    struct probed p = probe_disk(s->at->dev, d);
    struct arena *a = arena_new();
    *slot = (struct slot){ .used = true,
        .state = { .insertion = d->insertion },
        .parts = d->part_count,
        .type = p.type,
        .device = arena_printf(a, "%s/%s", s->at->dev, p.device),
        .folder = arena_printf(a, "%s/%s", s->media, d->name),
        .arena = a };
    (void)snprintf(slot->name, sizeof slot->name, "%s", d->name);
    if (p.reason == STICK_REASON_NONE && d->read_only)
        p.reason = STICK_REASON_READ_ONLY;
    log_line(LOG_LEVEL_INFO, "sticks", "%s is in: %s", d->name,
        p.type != NULL ? p.type : stick_reason_word(p.reason));
    set_state(s, slot, p.type != NULL ? STICK_READY : STICK_REFUSED, p.reason);
}

/* Away at once: it is not there any more, or nothing good can come of it. */
static void detach(const struct sticks *s, const struct slot *slot)
{
    int error = s->os->detach(s->os->ctx, slot->folder);
    if (error != 0 && error != EINVAL)
        log_line(LOG_LEVEL_ERROR, "sticks", "detach %s: %s", slot->folder, strerror(error));
    (void)rmdir(slot->folder);
}

static void end(struct sticks *s, struct slot *slot)
{
    struct arena *a = slot->arena;
    if (slot->state.condition == STICK_MOUNTED)
        detach(s, slot);
    (void)unlink(arena_printf(a, "%s/%s", s->states, slot->name));
    log_line(LOG_LEVEL_INFO, "sticks", "%s is out", slot->name);
    *slot = (struct slot){ .used = false };
    arena_free(a);
}

static struct slot *find(struct sticks *s, const char *name, uint64_t insertion)
{
    for (int i = 0; i < DISKS_MAX; i++) {
        struct slot *slot = &s->slots[i];
        if (slot->used && strcmp(slot->name, name) == 0 && slot->state.insertion == insertion)
            return slot;
    }
    return NULL;
}

/* The kernel shows a disk first and its partitions a moment later: what was found then counts. */
static void look_again(struct sticks *s, struct slot *slot, const struct disk *d)
{
    if (slot->parts == d->part_count || slot->state.condition == STICK_MOUNTED)
        return;
    arena_free(slot->arena);
    begin(s, slot, d);
}

static bool is_among(const struct disks *disks, const struct slot *slot)
{
    for (int i = 0; i < disks->count; i++)
        if (strcmp(disks->disk[i].name, slot->name) == 0 &&
            disks->disk[i].insertion == slot->state.insertion)
            return true;
    return false;
}

void sticks_look(struct sticks *s)
{
    struct disks disks;
    struct err err;
    if (!disks_look(s->at, &disks, &err)) {
        log_err("sticks", "look for disks", &err);
        return;
    }
    /* First who went: another one may have its name by now. */
    for (int i = 0; i < DISKS_MAX; i++)
        if (s->slots[i].used && !is_among(&disks, &s->slots[i]))
            end(s, &s->slots[i]);
    for (int d = 0; d < disks.count; d++) {
        struct slot *known = find(s, disks.disk[d].name, disks.disk[d].insertion);
        if (known != NULL) {
            look_again(s, known, &disks.disk[d]);
            continue;
        }
        for (int i = 0; i < DISKS_MAX; i++) {
            if (!s->slots[i].used) {
                begin(s, &s->slots[i], &disks.disk[d]);
                break;
            }
        }
    }
}

/* --- requests ---------------------------------------------------------------------------------- */

static enum stick_fault fault_of(int error)
{
    switch (error) {
    case EROFS:
    case EACCES:
        return STICK_FAULT_READ_ONLY;
    case EBUSY:
        return STICK_FAULT_BUSY;
    case ENXIO:
    case ENOMEDIUM:
    case ENOENT:
        return STICK_FAULT_GONE;
    case EPERM:
    case ENODEV: /* the kernel does not know the file system */
    case ENOMEM:
        return STICK_FAULT_INTERNAL;
    default:
        return STICK_FAULT_BROKEN;
    }
}

static void log_fault(const char *doing, const struct slot *slot, int error)
{
    log_line(LOG_LEVEL_WARNING, "sticks", "%s %s: %s", doing, slot->name, strerror(error));
}

/* False: *fault says why. */
static bool mount_it(
    struct sticks *s, struct slot *slot, const struct stick_request *r, enum stick_fault *fault)
{
    *fault = slot->state.condition == STICK_MOUNTED ? STICK_FAULT_BUSY : STICK_FAULT_REFUSED;
    if (slot->state.condition != STICK_READY)
        return false;
    *fault = STICK_FAULT_READ_ONLY;
    if (r->writes && slot->state.reason == STICK_REASON_READ_ONLY)
        return false;
    int error = mkdir(slot->folder, 0700) < 0 && errno != EEXIST ? errno : 0;
    *fault = STICK_FAULT_INTERNAL;
    if (error == 0) {
        error = s->os->mount(
            s->os->ctx, slot->device, slot->folder, slot->type, r->writes, s->at->uid, s->at->gid);
        *fault = fault_of(error);
    }
    if (error == 0) {
        set_state(s, slot, STICK_MOUNTED, slot->state.reason);
        return true;
    }
    log_fault("mount", slot, error);
    (void)rmdir(slot->folder);
    if (*fault == STICK_FAULT_READ_ONLY)
        set_state(s, slot, STICK_READY, STICK_REASON_READ_ONLY);
    else if (*fault == STICK_FAULT_BROKEN)
        set_state(s, slot, STICK_REFUSED, STICK_REASON_BROKEN);
    return false;
}

static bool release_it(struct sticks *s, struct slot *slot, enum stick_fault *fault)
{
    *fault = STICK_FAULT_GONE;
    if (slot->state.condition != STICK_MOUNTED)
        return false; /* whoever mounted it is gone: nobody can say that all has arrived */
    int error = s->os->unmount(s->os->ctx, slot->device, slot->folder);
    if (error == 0) {
        (void)rmdir(slot->folder);
        set_state(s, slot, STICK_READY, slot->state.reason);
        return true;
    }
    log_fault("release", slot, error);
    *fault = error == EBUSY ? STICK_FAULT_BUSY : STICK_FAULT_BROKEN;
    if (error != EBUSY) {
        detach(s, slot);
        set_state(s, slot, STICK_REFUSED, STICK_REASON_BROKEN);
    }
    return false;
}

static void serve(struct sticks *s, int inbox, bool mount)
{
    const char *name = mount ? STICK_MOUNT_REQUEST : STICK_RELEASE_REQUEST;
    struct inbox_request r;
    struct stick_request asked;
    enum stick_fault fault = STICK_FAULT_GONE;
    if (!inbox_take(inbox, name, s->at->uid, &r))
        return;
    if (!stick_request_parse(r.value, mount, &asked)) {
        log_line(LOG_LEVEL_WARNING, "sticks", "'%s' with no such value", name);
        return;
    }
    sticks_look(s); /* it may have gone meanwhile */
    struct slot *slot = find(s, asked.name, asked.insertion);
    bool done =
        slot != NULL && (mount ? mount_it(s, slot, &asked, &fault) : release_it(s, slot, &fault));
    if (done)
        inbox_answer(inbox, name, &r, "ok");
    else
        inbox_answer(inbox, name, &r, "failed %s", stick_fault_word(fault));
}

void sticks_serve(struct sticks *s, int inbox)
{
    serve(s, inbox, false);
    serve(s, inbox, true);
}

void sticks_free(struct sticks *s)
{
    enum stick_fault fault;
    if (s == NULL)
        return;
    for (int i = 0; i < DISKS_MAX; i++) {
        struct slot *slot = &s->slots[i];
        if (slot->used)
            (void)release_it(s, slot, &fault); /* what stays mounted is detached with the slot */
        if (slot->used)
            end(s, slot);
    }
    arena_free(s->arena);
}
