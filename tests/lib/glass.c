#include "glass.h"

#include "base/clock.h"
#include "glass_server.h"
#include "temp.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* SDL opens a connection to D-Bus that it cannot close: no leak of ours. */
static const char leaks_of_others[] = "leak:libdbus\n";
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return leaks_of_others;
}

enum { ARG_MAX_COUNT = 32, PROGRAM_PATIENCE_MS = 60 * 1000 };

static void own(const struct glass *g, const char *name)
{
    char path[128];
    const struct passwd *nobody = getpwnam("nobody");
    (void)snprintf(path, sizeof path, "%s%s", g->folder, name);
    if (geteuid() == 0 && nobody != NULL)
        assert_return_code(chown(path, nobody->pw_uid, nobody->pw_gid), errno);
}

/*
 * Removes the folder once this process is gone or closes janitor_fd: also after a crash, or when
 * somebody stops the tests (so it leaves their process group).
 */
static void start_janitor(struct glass *g)
{
    int ends[2];
    char nothing;
    assert_return_code(pipe2(ends, O_CLOEXEC), errno);
    g->janitor = fork();
    assert_true(g->janitor >= 0);
    if (g->janitor == 0) {
        (void)setsid();
        /* Of another glass it would hold the end that its janitor waits for. */
        (void)dup2(ends[0], STDIN_FILENO);
        (void)close_range(STDERR_FILENO + 1, ~0U, 0);
        while (read(STDIN_FILENO, &nothing, 1) < 0 && errno == EINTR)
            ;
        temp_remove(g->folder);
        _exit(0);
    }
    close(ends[0]);
    g->janitor_fd = ends[1];
}

struct glass *glass_open(enum glass_kind kind, int width, int height)
{
    char log[128], leaks[128];
    struct glass *g = calloc(1, sizeof *g);
    assert_non_null(g);
    *g = (struct glass){ .kind = kind,
        .width = width,
        .height = height,
        .program_fd = -1,
        .log_fd = -1,
        .watch_fd = -1,
        .touch_fd = -1,
        .folder = "/tmp/goedwerk-glass-XXXXXX" };
    glass_log_open(&g->log);
    assert_non_null(mkdtemp(g->folder));
    own(g, "");
    start_janitor(g);
    (void)snprintf(log, sizeof log, "%s/ui.log", g->folder);
    temp_write(log, "", 0);
    own(g, "/ui.log");
    (void)snprintf(leaks, sizeof leaks, "%s/leaks", g->folder);
    temp_write(leaks, leaks_of_others, sizeof leaks_of_others - 1);
    own(g, "/leaks");
    g->log_fd = open(log, O_RDONLY | O_CLOEXEC);
    g->watch_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    assert_true(g->log_fd >= 0 && g->watch_fd >= 0);
    assert_return_code(inotify_add_watch(g->watch_fd, log, IN_MODIFY), errno);
    glass_server_start(g);
    return g;
}

void glass_close(struct glass *g)
{
    if (g == NULL)
        return;
    glass_kill(g);
    glass_server_stop(g);
    close(g->log_fd);
    close(g->watch_fd);
    glass_log_close(&g->log);
    close(g->janitor_fd);
    (void)waitpid(g->janitor, NULL, 0);
    free(g);
}

/* A shared test machine's root is nobody to the program, as the installed kiosk's user is. */
static void drop_rights(void)
{
    const struct passwd *nobody = getpwnam("nobody");
    if (geteuid() != 0 || nobody == NULL)
        return;
    if (setgroups(0, NULL) < 0 || setresgid(nobody->pw_gid, nobody->pw_gid, nobody->pw_gid) < 0 ||
        setresuid(nobody->pw_uid, nobody->pw_uid, nobody->pw_uid) < 0)
        _exit(126);
}

static void become_program(const struct glass *g, const char *const argv[])
{
    char path[128];
    drop_rights();
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* after drop_rights, which clears it */
    (void)snprintf(path, sizeof path, "%s/program.log", g->folder);
    int out = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    int in = open("/dev/null", O_RDONLY);
    if (out < 0 || in < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(out, STDERR_FILENO) < 0 || chdir(g->folder) < 0)
        _exit(126);
    static const char *const homes[] = { "HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR" };
    for (size_t i = 0; i < COUNT_OF(homes); i++)
        (void)setenv(homes[i], g->folder, 1);
    (void)setenv("DISPLAY", g->display, 1);
    (void)snprintf(path, sizeof path, "suppressions=%s/leaks:print_suppressions=0", g->folder);
    (void)setenv("LSAN_OPTIONS", path, 1);
    static const char *const foreign[] = { "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS",
        "XAUTHORITY", "STATE_DIRECTORY", "JOURNAL_STREAM", "NOTIFY_SOCKET", "SDL_VIDEODRIVER" };
    for (size_t i = 0; i < COUNT_OF(foreign); i++)
        (void)unsetenv(foreign[i]);
    execv(argv[0], (char *const *)argv);
    _exit(127);
}

static void read_log(struct glass *g)
{
    char bytes[16384];
    while (read(g->watch_fd, bytes, sizeof bytes) > 0)
        ;
    for (ssize_t n; (n = read(g->log_fd, bytes, sizeof bytes)) > 0;)
        glass_log_feed(&g->log, bytes, (size_t)n);
}

void glass_start(struct glass *g, const char *const argv[])
{
    const char *all[ARG_MAX_COUNT + 3];
    char log[128];
    int count = 0;
    assert_int_equal(g->program, 0);
    for (; argv[count] != NULL; count++) {
        assert_true(count < ARG_MAX_COUNT);
        all[count] = argv[count];
    }
    (void)snprintf(log, sizeof log, "%s/ui.log", g->folder);
    all[count++] = "--ui-log";
    all[count++] = log;
    all[count] = NULL;
    read_log(g); /* what an earlier one said last is no sign of this one */
    g->lines_at_input = g->log.lines;
    g->program = fork();
    assert_true(g->program >= 0);
    if (g->program == 0)
        become_program(g, all);
    g->program_fd = (int)syscall(SYS_pidfd_open, g->program, 0);
    assert_return_code(g->program_fd, errno);
}

/* Reaps the program; its status as a shell tells it. */
static int reap(struct glass *g)
{
    int status = 0;
    assert_int_equal(waitpid(g->program, &status, 0), g->program);
    close(g->program_fd);
    g->program_fd = -1;
    g->program = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int glass_stop(struct glass *g, int timeout_ms, int *took_ms)
{
    assert_int_not_equal(g->program, 0);
    int64_t start_ms = clock_now_ms();
    struct pollfd ended = { .fd = g->program_fd, .events = POLLIN };
    (void)kill(g->program, SIGTERM);
    bool in_time = poll(&ended, 1, timeout_ms) == 1;
    if (took_ms != NULL)
        *took_ms = (int)(clock_now_ms() - start_ms);
    if (!in_time) {
        glass_kill(g);
        return -1;
    }
    return reap(g);
}

void glass_kill(struct glass *g)
{
    if (g->program == 0)
        return;
    (void)kill(g->program, SIGKILL);
    (void)reap(g);
}

static void tell_end(struct glass *g)
{
    char path[128], line[512];
    g->ended = reap(g);
    fprintf(stderr, "the program ended by itself, with %d; it said:\n", g->ended);
    (void)snprintf(path, sizeof path, "%s/program.log", g->folder);
    FILE *f = fopen(path, "re");
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        fputs(line, stderr);
    if (f != NULL)
        fclose(f);
}

/* Waits for more of the log; false: there is none until until_ms, or the program has ended. */
static bool wait_for_more(struct glass *g, int64_t until_ms)
{
    int64_t left_ms = until_ms - clock_now_ms();
    struct pollfd fds[] = { { .fd = g->watch_fd, .events = POLLIN },
        { .fd = g->program_fd, .events = POLLIN } };
    if (left_ms <= 0 || poll(fds, 2, (int)left_ms) <= 0)
        return false;
    read_log(g);
    if ((fds[1].revents & POLLIN) == 0)
        return true;
    tell_end(g);
    return false;
}

static bool is_screen(const struct glass *g, const char *screen)
{
    return strcmp(g->log.screen, screen) == 0;
}

static bool has_widget(const struct glass *g, const char *id)
{
    return glass_widget(g, id) != NULL;
}

static bool has_next(const struct glass *g, const char *unused)
{
    (void)unused;
    return g->log.lines > g->lines_at_input;
}

static bool wait_until(struct glass *g, bool (*is)(const struct glass *g, const char *what),
    const char *what, int timeout_ms)
{
    int64_t until_ms = clock_now_ms() + timeout_ms;
    read_log(g);
    while (!is(g, what))
        if (!wait_for_more(g, until_ms))
            return is(g, what);
    return true;
}

bool glass_wait_screen(struct glass *g, const char *screen, int timeout_ms)
{
    return wait_until(g, is_screen, screen, timeout_ms);
}

bool glass_wait_widget(struct glass *g, const char *id, int timeout_ms)
{
    return wait_until(g, has_widget, id, timeout_ms);
}

bool glass_wait_next(struct glass *g, int timeout_ms)
{
    return wait_until(g, has_next, NULL, timeout_ms);
}

const struct glass_widget *glass_widget(const struct glass *g, const char *id)
{
    for (int i = 0; i < g->log.widget_count; i++)
        if (strcmp(g->log.widgets[i].id, id) == 0)
            return &g->log.widgets[i];
    return NULL;
}

bool glass_has_state(const struct glass_widget *w, const char *state)
{
    for (int i = 0; i < w->state_count; i++)
        if (strcmp(w->state[i], state) == 0)
            return true;
    return false;
}
