#include "platform/medium.h"
#include "platform/requests.h"
#include "platform/stick_side.h"

#include "base/file.h"
#include "base/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* A bad medium answers, or gives up, after half a minute or so. */
enum { STICK_TIMEOUT_MS = 60 * 1000 };

/* Sticks come and go while one is looked into, but no hand is quicker than this, again and again. */
enum { LOOKS_MAX = 3 };

/* The stick that a state is about. */
struct known {
    char name[STICK_NAME_MAX];
    struct stick_state state;
};

struct stick_helper {
    struct stick stick; /* first */
    struct arena *arena; /* the folders */
    const char *states, *requests;
    int inotify; /* on the states */
    /* What the last look found, so that a stick is not mounted again to see the same. */
    char seen_name[STICK_NAME_MAX]; /* "": nothing */
    uint64_t seen_insertion;
    struct stick_seen seen;
    struct known open; /* between open and let_go */
};

static struct stick_helper *helper_of(struct stick *s)
{
    return (struct stick_helper *)s;
}

static void helper_close(struct stick *stick)
{
    struct stick_helper *s = helper_of(stick);
    if (s->inotify >= 0)
        close(s->inotify);
    arena_free(s->arena);
}

static int helper_watch_fd(const struct stick *stick)
{
    return ((const struct stick_helper *)stick)->inotify;
}

/* --- states ------------------------------------------------------------------------------------ */

/* How many there are; *k is the last one. A file that goes while we look is none. */
static bool find(const struct stick_helper *s, struct known *k, int *count, struct err *err)
{
    struct arena *a = arena_new();
    char events[4096];
    while (read(s->inotify, events, sizeof events) > 0)
        continue;
    DIR *dir = opendir(s->states);
    *count = 0;
    *k = (struct known){ .name = "" };
    if (dir == NULL)
        err_set(err, ERR_FILE, "look for sticks in %s: %s", s->states, strerror(errno));
    for (const struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        struct stick_state state;
        size_t len;
        if (!stick_name_ok(e->d_name))
            continue;
        const char *path = arena_printf(a, "%s/%s", s->states, e->d_name);
        const char *text = file_read(a, path, STICK_STATE_MAX - 1, &len, NULL);
        if (text == NULL || !stick_state_parse(text, &state))
            continue;
        ++*count;
        k->state = state;
        memcpy(k->name, e->d_name, strlen(e->d_name) + 1);
    }
    if (dir != NULL)
        closedir(dir);
    arena_free(a);
    return dir != NULL;
}

static bool find_one(const struct stick_helper *s, struct known *k, struct err *err)
{
    int count = 0;
    if (!find(s, k, &count, err))
        return false;
    if (count == 0)
        return err_set(err, ERR_GONE, "no stick");
    if (count > 1)
        return err_set(err, ERR_NOT_A_STICK, "%d sticks: leave one", count);
    if (k->state.condition == STICK_REFUSED)
        return err_set(err, ERR_NOT_A_STICK, "%s cannot be used: %s", k->name,
            stick_reason_word(k->state.reason));
    return true;
}

/* --- mounting ---------------------------------------------------------------------------------- */

static enum err_code code_of(const char *answer)
{
    static const enum err_code codes[STICK_FAULT_COUNT] = {
        [STICK_FAULT_GONE] = ERR_GONE,
        [STICK_FAULT_REFUSED] = ERR_NOT_A_STICK,
        [STICK_FAULT_READ_ONLY] = ERR_READ_ONLY,
        [STICK_FAULT_BUSY] = ERR_BUSY,
        [STICK_FAULT_BROKEN] = ERR_FILE,
        [STICK_FAULT_INTERNAL] = ERR_INTERNAL,
    };
    static const char failed[] = "failed ";
    enum stick_fault fault;
    if (strncmp(answer, failed, strlen(failed)) != 0 ||
        !stick_fault_parse(answer + strlen(failed), &fault))
        return ERR_INTERNAL;
    return codes[fault];
}

static bool ask(
    const struct stick_helper *s, bool mount, const struct known *k, bool writes, struct err *err)
{
    const char *name = mount ? STICK_MOUNT_REQUEST : STICK_RELEASE_REQUEST;
    struct stick_request r = { .insertion = k->state.insertion, .writes = writes };
    char value[STICK_REQUEST_MAX];
    struct arena *a = arena_new();
    memcpy(r.name, k->name, sizeof r.name);
    stick_request_print(&r, mount, value);
    const char *answer = requests_talk(s->requests, name, value, STICK_TIMEOUT_MS, a, err);
    bool ok = answer != NULL && strcmp(answer, "ok") == 0;
    if (answer != NULL && !ok)
        err_set(err, code_of(answer), "%s %s: the helper says: %s", name, k->name, answer);
    arena_free(a);
    return ok;
}

static bool is_seen(const struct stick_helper *s, const struct known *k)
{
    return strcmp(s->seen_name, k->name) == 0 && s->seen_insertion == k->state.insertion;
}

/* *k as it is once it is mounted; otherwise nothing is. */
static bool mount_it(const struct stick_helper *s, struct known *k, bool writes, struct err *err)
{
    /* A kiosk that fell over has left it mounted. */
    if (k->state.condition == STICK_MOUNTED)
        (void)ask(s, false, k, false, NULL);
    const struct known asked = *k;
    if (!ask(s, true, k, writes, err))
        return false;
    bool alone = find_one(s, k, err);
    if (alone && k->state.condition == STICK_MOUNTED && k->state.insertion == asked.state.insertion)
        return true;
    (void)ask(s, false, &asked, false, NULL); /* another one came meanwhile */
    return alone ? err_set(err, ERR_GONE, "%s went while it was mounted", asked.name) : false;
}

static bool helper_open(
    struct stick *stick, struct arena *a, bool writes, struct medium *m, struct err *err)
{
    struct stick_helper *s = helper_of(stick);
    if (!find_one(s, &s->open, err) || !mount_it(s, &s->open, writes, err))
        return false;
    *m = (struct medium){ .path = arena_strdup(a, s->open.state.folder),
        .seen = is_seen(s, &s->open) ? &s->seen : NULL };
    m->root = open(m->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (m->root >= 0)
        return true;
    err_set(err, file_err_code(errno), "open %s: %s", m->path, strerror(errno));
    (void)ask(s, false, &s->open, false, NULL);
    return false;
}

/* What failed on a stick that went, failed because of that; what went well there did not. */
static bool helper_let_go(
    struct stick *stick, struct arena *a, const struct medium *m, bool ok, struct err *err)
{
    struct stick_helper *s = helper_of(stick);
    struct err why = { .code = ERR_NONE };
    (void)a;
    if (m->seen != NULL)
        m->seen->free_bytes = medium_room(m->root);
    close(m->root);
    if (ask(s, false, &s->open, false, &why))
        return ok;
    if (ok || why.code == ERR_GONE)
        err_set(err, why.code, "%s", why.detail);
    return false;
}

/* --- looking ----------------------------------------------------------------------------------- */

static bool see(struct stick_helper *s, const char *kiosk, const char *token, struct err *err)
{
    struct medium m;
    struct arena *a = arena_new();
    bool ok = helper_open(&s->stick, a, false, &m, err);
    if (ok) {
        medium_see(m.root, kiosk, token, a, &s->seen);
        ok = helper_let_go(&s->stick, a, &m, true, err);
    }
    arena_free(a);
    return ok;
}

static bool is_still_alone(const struct stick_helper *s, const struct known *k)
{
    struct known now;
    return find_one(s, &now, NULL) && strcmp(now.name, k->name) == 0 &&
           now.state.insertion == k->state.insertion;
}

/* Looks into the stick that is in. False: it went meanwhile, or another one came, and nothing is known
 * of it. */
static bool learn(struct stick_helper *s, const struct known *k, const char *kiosk,
    const char *token, struct err *err)
{
    struct err why = { .code = ERR_NONE };
    s->seen = (struct stick_seen){ 0 };
    s->seen_name[0] = '\0';
    if (!see(s, kiosk, token, &why)) {
        if (why.code == ERR_GONE || !is_still_alone(s, k))
            return err_set(err, why.code, "%s", why.detail);
        log_err("stick", "look", &why);
        s->seen = (struct stick_seen){ .reason = STICK_REASON_BROKEN };
    }
    memcpy(s->seen_name, k->name, sizeof s->seen_name);
    s->seen_insertion = k->state.insertion;
    return true;
}

static bool helper_look(struct stick *stick, const char *kiosk, const char *token,
    struct stick_seen *seen, struct err *err)
{
    struct stick_helper *s = helper_of(stick);
    struct known k;
    for (int looks = 1;; looks++) {
        *seen = (struct stick_seen){ 0 };
        if (!find(s, &k, &seen->count, err))
            return false;
        if (seen->count != 1)
            return true;
        seen->reason = k.state.reason;
        if (k.state.condition == STICK_REFUSED)
            return true;
        if (is_seen(s, &k) || learn(s, &k, kiosk, token, err))
            break;
        if (looks == LOOKS_MAX)
            return false;
    }
    *seen = s->seen;
    seen->count = 1;
    if (seen->reason == STICK_REASON_NONE)
        seen->reason = k.state.reason;
    return true;
}

static const struct stick_side helper_side = {
    .close = helper_close,
    .watch_fd = helper_watch_fd,
    .look = helper_look,
    .open = helper_open,
    .let_go = helper_let_go,
};

struct stick *stick_open_helper(const char *run_dir, struct err *err)
{
    struct arena *a = arena_new();
    struct stick_helper *s = arena_alloc(a, sizeof *s);
    s->stick.side = &helper_side;
    s->arena = a;
    s->states = arena_printf(a, "%s/" STICK_STATES_FOLDER, run_dir);
    s->requests = arena_printf(a, "%s/request", run_dir);
    s->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (s->inotify >= 0 &&
        inotify_add_watch(s->inotify, s->states, IN_MOVED_TO | IN_DELETE | IN_ONLYDIR) >= 0)
        return &s->stick;
    err_set(err, ERR_FILE, "watch %s for sticks: %s", s->states, strerror(errno));
    helper_close(&s->stick);
    return NULL;
}
