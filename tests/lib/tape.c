#include "tape.h"

#include "base/arena.h"
#include "base/file.h"

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NODES_MAX = 512, NAMES_MAX = 512, NAME_MAX_BYTES = 80, SECTOR_BYTES = 512 };
enum { FILE_MOST_BYTES = 64 * 1024 * 1024 };

/* A file or folder, whatever its name is. Of those that a cut makes, bytes is what has arrived. */
struct node {
    bool folder;
    unsigned char *bytes;
    size_t len, room;
};

struct name {
    int folder, node; /* -1: an entry that is free */
    char text[NAME_MAX_BYTES];
};

enum step_kind {
    STEP_MAKE,
    STEP_WRITE,
    STEP_TRUNCATE,
    STEP_SYNC,
    STEP_SYNC_ALL,
    STEP_REMOVE,
    STEP_MOVE,
    STEP_EXCHANGE,
};

struct step {
    enum step_kind kind;
    int node; /* of a file; of the folder, where names change */
    int made; /* what STEP_MAKE gave a name to */
    off_t at;
    size_t len;
    const unsigned char *bytes;
    char name[NAME_MAX_BYTES], to[NAME_MAX_BYTES];
};

/* What is on the medium. */
struct medium {
    struct node nodes[NODES_MAX];
    int node_count;
    struct name names[NAMES_MAX];
    int name_count;
};

struct tape {
    struct arena *a;
    struct medium start;
    struct step *steps;
    int count, room;
    struct {
        dev_t dev;
        ino_t ino;
    } ids[NODES_MAX]; /* of the node that has them now */
    int node_count; /* with those that the steps made */
};

static struct tape *running; /* the calls of a program know no other way to it */

/* --- a medium --- */

static struct name *find_name(struct medium *m, int folder, const char *text)
{
    for (int i = 0; i < m->name_count; i++)
        if (m->names[i].node >= 0 && m->names[i].folder == folder &&
            strcmp(m->names[i].text, text) == 0)
            return &m->names[i];
    return NULL;
}

static void copy_name(char to[NAME_MAX_BYTES], const char *from)
{
    assert(strlen(from) < NAME_MAX_BYTES);
    memcpy(to, from, strlen(from) + 1);
}

static void give_name(struct medium *m, int folder, const char *text, int node)
{
    struct name *there = find_name(m, folder, text);
    if (there == NULL) {
        assert(m->name_count < NAMES_MAX);
        there = &m->names[m->name_count++];
    }
    there->folder = folder;
    there->node = node;
    copy_name(there->text, text);
}

static void set_len(struct node *n, size_t len)
{
    assert(len <= FILE_MOST_BYTES);
    if (len > n->room) {
        n->room = 2 * len;
        n->bytes = realloc(n->bytes, n->room);
        assert(n->bytes != NULL);
    }
    if (len > n->len)
        memset(n->bytes + n->len, 0, len - n->len);
    n->len = len;
}

static void write_part(struct node *n, const struct step *s, size_t from, size_t len)
{
    size_t at = (size_t)s->at + from;
    if (at + len > n->len)
        set_len(n, at + len);
    memcpy(n->bytes + at, s->bytes + from, len);
}

static bool is_of_names(const struct step *s)
{
    return s->kind == STEP_MAKE || s->kind == STEP_REMOVE || s->kind == STEP_MOVE ||
           s->kind == STEP_EXCHANGE;
}

/* All of a step arrives. */
static void arrive(struct medium *m, const struct step *s)
{
    struct name *from = is_of_names(s) ? find_name(m, s->node, s->name) : NULL;
    int moved;
    switch (s->kind) {
    case STEP_MAKE:
        give_name(m, s->node, s->name, s->made);
        break;
    case STEP_WRITE:
        write_part(&m->nodes[s->node], s, 0, s->len);
        break;
    case STEP_TRUNCATE:
        set_len(&m->nodes[s->node], s->len);
        break;
    case STEP_REMOVE:
        assert(from != NULL);
        from->node = -1;
        break;
    case STEP_MOVE:
        assert(from != NULL);
        moved = from->node;
        from->node = -1;
        give_name(m, s->node, s->to, moved);
        break;
    case STEP_EXCHANGE: {
        struct name *to = find_name(m, s->node, s->to);
        assert(from != NULL && to != NULL);
        moved = from->node;
        from->node = to->node;
        to->node = moved;
        break;
    }
    default:
        break;
    }
}

static void load(struct tape *t, int folder, const char *path)
{
    struct arena *a = arena_new();
    DIR *dir = opendir(path);
    assert(dir != NULL);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        struct stat st;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        const char *inside = arena_printf(a, "%s/%s", path, e->d_name);
        assert(lstat(inside, &st) == 0 && t->node_count < NODES_MAX);
        int node = t->node_count++;
        t->ids[node].dev = st.st_dev;
        t->ids[node].ino = st.st_ino;
        t->start.nodes[node].folder = S_ISDIR(st.st_mode);
        give_name(&t->start, folder, e->d_name, node);
        if (S_ISDIR(st.st_mode)) {
            load(t, node, inside);
            continue;
        }
        size_t len;
        const char *bytes = file_read(a, inside, FILE_MOST_BYTES, &len, NULL);
        assert(bytes != NULL);
        set_len(&t->start.nodes[node], len);
        if (len > 0)
            memcpy(t->start.nodes[node].bytes, bytes, len);
    }
    closedir(dir);
    arena_free(a);
}

struct tape *tape_new(const char *root)
{
    struct stat st;
    struct tape *t = calloc(1, sizeof *t);
    assert(t != NULL && running == NULL && stat(root, &st) == 0);
    t->a = arena_new();
    t->start.nodes[0].folder = true;
    t->ids[0].dev = st.st_dev;
    t->ids[0].ino = st.st_ino;
    t->node_count = 1;
    load(t, 0, root);
    t->start.node_count = t->node_count;
    return t;
}

static void forget(struct medium *m)
{
    for (int i = 0; i < m->node_count; i++)
        free(m->nodes[i].bytes);
}

void tape_free(struct tape *t)
{
    if (t == NULL)
        return;
    if (running == t)
        running = NULL;
    forget(&t->start);
    arena_free(t->a);
    free(t->steps);
    free(t);
}

void tape_run(struct tape *t)
{
    running = t;
}

bool tape_runs(void)
{
    return running != NULL;
}

int tape_length(const struct tape *t)
{
    return t->count;
}

/* --- onto the tape --- */

static struct step *add(enum step_kind kind, int node)
{
    struct tape *t = running;
    if (t->count == t->room) {
        t->room = 2 * t->room + 256;
        t->steps = realloc(t->steps, (size_t)t->room * sizeof *t->steps);
        assert(t->steps != NULL);
    }
    t->steps[t->count] = (struct step){ .kind = kind, .node = node };
    return &t->steps[t->count++];
}

/* -1: it does not lie below the root. */
static int node_of(const struct stat *st)
{
    for (int i = running->node_count - 1; i >= 0; i--) /* a number may be given out again */
        if (running->ids[i].ino == st->st_ino && running->ids[i].dev == st->st_dev)
            return i;
    return -1;
}

static int node_of_fd(int fd)
{
    struct stat st;
    assert(fstat(fd, &st) == 0);
    return node_of(&st);
}

/* The folder that a path ends in, and the name there. */
static int folder_of(int at, const char *path, char name[NAME_MAX_BYTES])
{
    struct stat st;
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
    assert(folder != NULL);
    int node = fstatat(at, folder, &st, 0) == 0 ? node_of(&st) : -1;
    free(folder);
    if (node >= 0)
        copy_name(name, slash == NULL ? path : slash + 1);
    return node;
}

void tape_made(int at, const char *path)
{
    struct stat st;
    char name[NAME_MAX_BYTES];
    int folder = folder_of(at, path, name);
    if (folder < 0)
        return;
    struct tape *t = running;
    assert(fstatat(at, path, &st, AT_SYMLINK_NOFOLLOW) == 0 && t->node_count < NODES_MAX);
    int node = t->node_count++;
    t->ids[node].dev = st.st_dev;
    t->ids[node].ino = st.st_ino;
    struct step *s = add(STEP_MAKE, folder);
    s->made = node;
    s->at = S_ISDIR(st.st_mode);
    copy_name(s->name, name);
}

void tape_wrote(int fd, off_t at, const void *bytes, size_t len)
{
    int node = node_of_fd(fd);
    if (node < 0)
        return;
    struct step *s = add(STEP_WRITE, node);
    s->at = at;
    s->len = len;
    s->bytes = memcpy(arena_alloc(running->a, len), bytes, len);
}

void tape_truncated(int fd, off_t len)
{
    int node = node_of_fd(fd);
    if (node >= 0)
        add(STEP_TRUNCATE, node)->len = (size_t)len;
}

void tape_synced(int fd)
{
    int node = node_of_fd(fd);
    if (node >= 0)
        (void)add(STEP_SYNC, node);
}

void tape_synced_all(int fd)
{
    if (node_of_fd(fd) >= 0)
        (void)add(STEP_SYNC_ALL, 0);
}

void tape_removed(int at, const char *path)
{
    char name[NAME_MAX_BYTES];
    int folder = folder_of(at, path, name);
    if (folder >= 0)
        copy_name(add(STEP_REMOVE, folder)->name, name);
}

void tape_moved(int at, const char *from, int to_at, const char *to, bool exchanged)
{
    char name[NAME_MAX_BYTES], to_name[NAME_MAX_BYTES];
    int folder = folder_of(at, from, name), to_folder = folder_of(to_at, to, to_name);
    assert(folder == to_folder); /* nothing of ours moves to another folder */
    if (folder < 0)
        return;
    struct step *s = add(exchanged ? STEP_EXCHANGE : STEP_MOVE, folder);
    copy_name(s->name, name);
    copy_name(s->to, to_name);
}

/* --- off the tape --- */

struct cut {
    const struct tape *t;
    struct medium medium;
    bool *late; /* of each step: it is still on its way */
    int steps;
    enum tape_luck luck;
    unsigned seed;
};

/* What was on its way to that node arrives. */
static void settle(struct cut *c, int node)
{
    for (int i = 0; i < c->steps; i++)
        if (c->late[i] && c->t->steps[i].node == node) {
            arrive(&c->medium, &c->t->steps[i]);
            c->late[i] = false;
        }
}

static void play(struct cut *c)
{
    for (int i = 0; i < c->steps; i++) {
        const struct step *s = &c->t->steps[i];
        if (s->kind == STEP_MAKE) {
            c->medium.nodes[s->made].folder = s->at != 0;
        }
        if (s->kind == STEP_SYNC) {
            settle(c, s->node);
        } else if (s->kind == STEP_SYNC_ALL) {
            for (int node = 0; node < c->medium.node_count; node++)
                settle(c, node);
        } else {
            c->late[i] = true;
        }
    }
}

static bool is_lucky(struct cut *c, int percent)
{
    return c->luck == TAPE_ALL || (c->luck == TAPE_SOME && rand_r(&c->seed) % 100 < percent);
}

static void tear(struct cut *c, const struct step *s, int percent)
{
    for (size_t from = 0, len; from < s->len; from += len) {
        len = SECTOR_BYTES - ((size_t)s->at + from) % SECTOR_BYTES;
        if (len > s->len - from)
            len = s->len - from;
        if (is_lucky(c, percent))
            write_part(&c->medium.nodes[s->node], s, from, len);
    }
}

/* Of what is still on its way to a node, some arrives. */
static void try_luck(struct cut *c, int node)
{
    static const int percents[] = { 5, 50, 95 };
    int percent = percents[rand_r(&c->seed) % 3];
    bool names_arrive = true;
    for (int i = 0; i < c->steps; i++) {
        const struct step *s = &c->t->steps[i];
        if (!c->late[i] || s->node != node)
            continue;
        if (is_of_names(s)) {
            names_arrive = names_arrive && is_lucky(c, percent);
            if (names_arrive)
                arrive(&c->medium, s);
        } else if (s->kind == STEP_WRITE) {
            tear(c, s, percent);
        } else if (is_lucky(c, percent)) {
            arrive(&c->medium, s);
        }
    }
}

static void write_out(struct medium *m, int folder, const char *path)
{
    struct arena *a = arena_new();
    assert(mkdir(path, 0700) == 0);
    for (int i = 0; i < m->name_count; i++) {
        const struct name *n = &m->names[i];
        if (n->node < 0 || n->folder != folder)
            continue;
        const char *inside = arena_printf(a, "%s/%s", path, n->text);
        const struct node *node = &m->nodes[n->node];
        if (node->folder) {
            write_out(m, n->node, inside);
            continue;
        }
        int fd = open(inside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        assert(fd >= 0 && write(fd, node->bytes, node->len) == (ssize_t)node->len);
        close(fd);
    }
    arena_free(a);
}

void tape_cut(const struct tape *t, int steps, enum tape_luck luck, unsigned seed, const char *to)
{
    struct tape *ran = running;
    struct cut *c = calloc(1, sizeof *c);
    assert(c != NULL && steps <= t->count);
    *c = (struct cut){ .t = t, .steps = steps, .luck = luck, .seed = seed };
    c->late = calloc((size_t)steps + 1, sizeof *c->late);
    assert(c->late != NULL);
    running = NULL; /* what is made here is not on it */
    c->medium = t->start;
    c->medium.node_count = t->node_count;
    for (int i = 0; i < t->start.node_count; i++) {
        struct node *n = &c->medium.nodes[i];
        n->bytes = NULL;
        n->len = n->room = 0;
        set_len(n, t->start.nodes[i].len);
        if (n->len > 0)
            memcpy(n->bytes, t->start.nodes[i].bytes, n->len);
    }
    play(c);
    for (int node = 0; node < c->medium.node_count; node++)
        try_luck(c, node);
    write_out(&c->medium, 0, to);
    forget(&c->medium);
    free(c->late);
    free(c);
    running = ran;
}
