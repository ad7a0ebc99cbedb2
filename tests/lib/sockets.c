#include "sockets.h"

#include "base/attributes.h"
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OWN_MOST = 256, LISTENS = 0x0a, PATH_SIZE = 320, LINE_SIZE = 512 };

struct own {
    unsigned long inode[OWN_MOST];
    int count;
};

static pid_t parent_of(pid_t pid)
{
    char path[PATH_SIZE], line[LINE_SIZE] = "";
    int parent = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *f = fopen(path, "re");
    if (f == NULL)
        return 0; /* gone meanwhile */
    if (fgets(line, sizeof line, f) != NULL && strrchr(line, ')') != NULL)
        (void)sscanf(strrchr(line, ')') + 1, " %*c %d", &parent);
    fclose(f);
    return parent;
}

static bool descends(pid_t pid, pid_t from)
{
    for (; pid > 1; pid = parent_of(pid))
        if (pid == from)
            return true;
    return false;
}

static void add_sockets(struct own *o, pid_t pid)
{
    char path[PATH_SIZE], target[LINE_SIZE];
    (void)snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    DIR *dir = opendir(path);
    for (const struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        (void)snprintf(path, sizeof path, "/proc/%d/fd/%s", (int)pid, e->d_name);
        ssize_t len = readlink(path, target, sizeof target - 1);
        if (len <= 0 || o->count == OWN_MOST)
            continue;
        target[len] = '\0';
        if (sscanf(target, "socket:[%lu]", &o->inode[o->count]) == 1)
            o->count++;
    }
    if (dir != NULL)
        closedir(dir);
}

static struct own own_of(pid_t pid)
{
    struct own o = { .count = 0 };
    DIR *dir = opendir("/proc");
    for (const struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        pid_t other = (pid_t)strtol(e->d_name, NULL, 10);
        if (other > 1 && descends(other, pid))
            add_sockets(&o, other);
    }
    if (dir != NULL)
        closedir(dir);
    return o;
}

static bool is_own(const struct own *o, unsigned long inode)
{
    for (int i = 0; i < o->count; i++)
        if (o->inode[i] == inode)
            return true;
    return false;
}

/* "  sl  local_address rem_address   st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode" */
static const char *add_offered(
    struct arena *a, const char *text, const struct own *o, pid_t pid, const char *kind)
{
    char path[PATH_SIZE], line[LINE_SIZE];
    bool tcp = strncmp(kind, "tcp", 3) == 0;
    (void)snprintf(path, sizeof path, "/proc/%d/net/%s", (int)pid, kind);
    FILE *f = fopen(path, "re");
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        unsigned state = 0;
        unsigned long inode = 0;
        if (sscanf(line, "%*s %*s %*s %x %*s %*s %*s %*s %*s %lu", &state, &inode) == 2 &&
            (!tcp || state == LISTENS) && is_own(o, inode))
            text = arena_printf(a, "%s%s: %s", text, kind, line);
    }
    if (f != NULL)
        fclose(f);
    return text;
}

const char *sockets_offered(struct arena *a, pid_t pid)
{
    static const char *const kinds[] = { "tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw",
        "raw6" };
    const char *text = "";
    struct own o = own_of(pid);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        text = add_offered(a, text, &o, pid, kinds[i]);
    return text;
}

int sockets_count(pid_t pid)
{
    return own_of(pid).count;
}
