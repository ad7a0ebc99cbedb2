#include "compositor.h"

#include "child.h"
#include "run.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 60 * 1000 };

/* The one that we ship, but with the glass for a screen; and instead of the kiosk it starts a word
 * to us that it is there. */
static void write_config(const struct glass *g, const char *path)
{
    static const char own[] = "systemd/sway.conf";
    char line[512];
    FILE *from = fopen(own, "re"), *to = fopen(path, "we");
    assert_non_null(from);
    assert_non_null(to);
    while (fgets(line, sizeof line, from) != NULL)
        if (strncmp(line, "exec ", 5) != 0)
            fputs(line, to);
    fprintf(to, "output X11-1 mode --custom %dx%d\n", g->width, g->height);
    fprintf(to, "exec \"echo up >%s/up\"\n", g->folder);
    fclose(from);
    assert_return_code(fclose(to), 0);
    assert_return_code(chmod(path, 0644), 0);
}

pid_t compositor_start(struct glass *g)
{
    char config[128], log[128], up[128], display[32], runtime[96], ipc[96];
    const char *const argv[] = { "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups",
        "sway", "--config", config, NULL };
    (void)snprintf(config, sizeof config, "%s/sway.conf", g->folder);
    (void)snprintf(log, sizeof log, "%s/sway.log", g->folder);
    (void)snprintf(up, sizeof up, "%s/up", g->folder);
    (void)snprintf(display, sizeof display, "DISPLAY=%s", g->display);
    (void)snprintf(runtime, sizeof runtime, "XDG_RUNTIME_DIR=%s", g->folder);
    (void)snprintf(ipc, sizeof ipc, "SWAYSOCK=%s/ipc", g->folder);
    const char *const more[] = { display, runtime, ipc, "WLR_BACKENDS=x11", "WLR_RENDERER=pixman",
        NULL };
    write_config(g, config);
    assert_return_code(mkfifo(up, 0600), 0);
    assert_return_code(chmod(up, 0666), 0);
    struct pollfd ready = { .fd = open(up, O_RDONLY | O_NONBLOCK | O_CLOEXEC), .events = POLLIN };
    assert_true(ready.fd >= 0);
    pid_t pid = child_start(geteuid() == 0 ? argv : argv + 4, more, log);
    if (poll(&ready, 1, PATIENCE_MS) != 1)
        fail_msg("no compositor: see %s", log);
    close(ready.fd);
    setenv("XDG_RUNTIME_DIR", g->folder, 1);
    setenv("WAYLAND_DISPLAY", "wayland-1", 1);
    setenv("SWAYSOCK", ipc + strlen("SWAYSOCK="), 1);
    return pid;
}

void compositor_stop(pid_t *pid)
{
    child_kill(pid);
    unsetenv("WAYLAND_DISPLAY");
}

void compositor_do(const char *command)
{
    int status = -1;
    struct arena *a = arena_new();
    const char *const argv[] = { "swaymsg", command, NULL };
    const char *said = run_output(a, NULL, argv, &status);
    if (status != 0)
        fail_msg("%s: %s", command, said);
    arena_free(a);
}
