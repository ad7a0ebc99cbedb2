#include "child.h"

#include "base/attributes.h"

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TICK_MS = 10 };

pid_t child_start(const char *const *argv, const char *const *more, const char *log)
{
    pid_t pid = fork();
    assert(pid >= 0);
    if (pid > 0)
        return pid;
    int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    bool ready = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && setpgid(0, 0) == 0 && fd >= 0 &&
                 dup2(fd, 1) == 1 && dup2(fd, 2) == 2 &&
                 setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1) == 0;
    for (; ready && *more != NULL; more++)
        ready = putenv((char *)(uintptr_t)*more) == 0;
    if (ready)
        execvp(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

int child_wait(pid_t pid)
{
    int status = -1;
    assert(waitpid(pid, &status, 0) == pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void child_kill(pid_t *pid)
{
    if (*pid <= 0)
        return;
    (void)kill(-*pid, SIGKILL);
    (void)kill(*pid, SIGKILL); /* it may not have made its group yet */
    (void)waitpid(*pid, NULL, 0);
    *pid = 0;
}

void child_adopt_orphans(void)
{
    assert(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
}

/* The parent of a process, or -1. */
static pid_t parent_of(pid_t pid)
{
    char name[64], line[512];
    (void)snprintf(name, sizeof name, "/proc/%ld/stat", (long)pid);
    FILE *f = fopen(name, "r");
    if (f == NULL)
        return -1;
    long parent = -1;
    if (fgets(line, sizeof line, f) != NULL) {
        const char *after = strrchr(line, ')'); /* a program's name may hold anything */
        if (after != NULL && strlen(after) > 4)
            parent = strtol(after + 4, NULL, 10);
    }
    fclose(f);
    return (pid_t)parent;
}

int child_list(pid_t of, pid_t *list, int max)
{
    int count = 0;
    DIR *proc = opendir("/proc");
    assert(proc != NULL);
    for (struct dirent *e = readdir(proc); e != NULL && count < max; e = readdir(proc)) {
        pid_t pid = (pid_t)strtol(e->d_name, NULL, 10);
        if (pid > 0 && parent_of(pid) == of)
            list[count++] = pid;
    }
    closedir(proc);
    return count;
}

static void kill_and_bury(pid_t pid)
{
    (void)kill(pid, SIGKILL);
    (void)waitpid(pid, NULL, 0);
}

void child_kill_orphans(void)
{
    pid_t list[32];
    for (int count; (count = child_list(getpid(), list, (int)COUNT_OF(list))) > 0;)
        for (int i = 0; i < count; i++) /* the children of those come next */
            kill_and_bury(list[i]);
}

void child_end(const pid_t *list, int count, int patience_ms)
{
    for (int i = 0; i < count; i++)
        (void)kill(list[i], SIGTERM);
    for (int i = 0, ms = 0; i < count; i++) {
        pid_t ended;
        while ((ended = waitpid(list[i], NULL, WNOHANG)) == 0 && ms < patience_ms) {
            (void)poll(NULL, 0, TICK_MS);
            ms += TICK_MS;
        }
        if (ended == 0)
            kill_and_bury(list[i]);
    }
}
