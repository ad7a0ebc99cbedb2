#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void must(int error)
{
    if (error != 0)
        abort();
}

static char *read_all(struct arena *a, int fd)
{
    char *text = NULL;
    size_t len = 0, room = 0;
    for (;;) {
        if (room - len < 4096) {
            room = room * 2 + 8192;
            text = realloc(text, room);
            must(text == NULL);
        }
        ssize_t got = read(fd, text + len, room - len);
        must(got < 0 && errno != EINTR);
        if (got == 0)
            break;
        len += got > 0 ? (size_t)got : 0;
    }
    char *kept = arena_strndup(a, text, len);
    free(text);
    return kept;
}

char *run_output(struct arena *a, const char *folder, const char *const argv[], int *status)
{
    int ends[2];
    must(pipe(ends));
    posix_spawn_file_actions_t actions;
    must(posix_spawn_file_actions_init(&actions));
    must(posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO));
    must(posix_spawn_file_actions_addclose(&actions, ends[0]));
    must(posix_spawn_file_actions_addclose(&actions, ends[1]));
    must(posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0));
    if (folder != NULL)
        must(posix_spawn_file_actions_addchdir_np(&actions, folder));

    pid_t child;
    must(posix_spawnp(&child, argv[0], &actions, NULL, (char *const *)argv, environ));
    must(posix_spawn_file_actions_destroy(&actions));
    must(close(ends[1]));
    char *output = read_all(a, ends[0]);
    must(close(ends[0]));
    int how = 0;
    must(waitpid(child, &how, 0) != child);
    *status = WIFEXITED(how) ? WEXITSTATUS(how) : 128;
    return output;
}
