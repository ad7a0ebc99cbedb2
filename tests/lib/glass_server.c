#include "glass_server.h"

#include "glass_panel.h"
#include "temp.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SERVER_PATIENCE_MS = 20 * 1000, DISPLAY_FD = 3, REFRESH_HZ = 60, SECOND_MOST = 1920 };

/* Xorg without a screen (the dummy driver); fingers are one touch panel. */
static void write_config(const struct glass *g, const char *path)
{
    static const char form[] = "Section \"ServerFlags\"\n"
                               " Option \"AutoAddDevices\" \"false\"\n"
                               " Option \"AutoAddGPU\" \"false\"\n"
                               "EndSection\n"
                               "Section \"ServerLayout\"\n"
                               " Identifier \"layout\"\n"
                               " Screen \"screen\"\n"
                               "%s"
                               "EndSection\n"
                               "Section \"InputDevice\"\n"
                               " Identifier \"panel\"\n"
                               " Driver \"inputtest\"\n"
                               " Option \"SocketPath\" \"%s/touch\"\n"
                               " Option \"DeviceType\" \"Touch\"\n"
                               " Option \"TouchCount\" \"10\"\n"
                               "EndSection\n"
                               "Section \"Device\"\n"
                               " Identifier \"device\"\n"
                               " Driver \"dummy\"\n"
                               " VideoRam 65536\n"
                               "EndSection\n"
                               "Section \"Monitor\"\n"
                               " Identifier \"monitor\"\n"
                               " HorizSync 1.0 - 2000.0\n"
                               " VertRefresh 1.0 - 200.0\n"
                               " Modeline \"glass\" %.3f %d %d %d %d %d %d %d %d\n"
                               "EndSection\n"
                               "Section \"Screen\"\n"
                               " Identifier \"screen\"\n"
                               " Device \"device\"\n"
                               " Monitor \"monitor\"\n"
                               " DefaultDepth 24\n"
                               " SubSection \"Display\"\n"
                               "  Depth 24\n"
                               "  Modes \"glass\"\n"
                               "  Virtual %d %d\n"
                               " EndSubSection\n"
                               "EndSection\n";
    int w = g->width, h = g->height, all_w = w + 160, all_h = h + 30;
    bool alone = g->kind == GLASS_FINGERS; /* else there is room for any second screen */
    char config[2048];
    int len = snprintf(config, sizeof config, form, alone ? " InputDevice \"panel\"\n" : "",
        g->folder, all_w * all_h * REFRESH_HZ / 1e6, w, w + 40, w + 80, all_w, h, h + 5, h + 10,
        all_h, alone ? w : w + SECOND_MOST, alone ? h : SECOND_MOST);
    assert_true(len > 0 && len < (int)sizeof config);
    temp_write(path, config, (size_t)len);
}

static void become_server(const struct glass *g, int display_fd)
{
    char log[128], config[128], size[32];
    (void)snprintf(log, sizeof log, "%s/server.log", g->folder);
    (void)snprintf(config, sizeof config, "%s/xorg.conf", g->folder);
    (void)snprintf(size, sizeof size, "%dx%dx24", g->width, g->height);
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM); /* it takes its lock file along */
    int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (out < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(out, STDERR_FILENO) < 0 ||
        dup2(display_fd, DISPLAY_FD) < 0)
        _exit(126);
    /* Of a seat that is not there, so that Xorg leaves the consoles alone. */
    const char *const screens[] = { "Xorg", "-displayfd", "3", "-config", config, "-logfile", log,
        "-nolisten", "tcp", "-noreset", "-seat", "glass", NULL };
    const char *const mouse[] = { "Xvfb", "-displayfd", "3", "-screen", "0", size, "-nolisten",
        "tcp", "-noreset", NULL };
    const char *const *argv = g->kind == GLASS_MOUSE ? mouse : screens;
    execvp(argv[0], (char *const *)argv);
    _exit(127);
}

/* The server writes its number, and a newline, once it is ready. */
static void read_display(struct glass *g, int fd)
{
    char number[12] = "";
    size_t len = 0;
    struct pollfd ready = { .fd = fd, .events = POLLIN };
    while (len < sizeof number - 1 && memchr(number, '\n', len) == NULL) {
        ssize_t n = poll(&ready, 1, SERVER_PATIENCE_MS) == 1
                        ? read(fd, number + len, sizeof number - 1 - len)
                        : 0;
        if (n <= 0)
            fail_msg("no X server: see %s/server.log", g->folder);
        len += (size_t)n;
    }
    number[strcspn(number, "\n")] = '\0';
    (void)snprintf(g->display, sizeof g->display, ":%s", number);
}

/* A window of the program may go between a list of them and a look at it: that call fails, no more. */
static int overlook(Display *x, XErrorEvent *e)
{
    char text[128];
    if (e->error_code == BadWindow || e->error_code == BadDrawable)
        return 0;
    (void)XGetErrorText(x, e->error_code, text, sizeof text);
    (void)fprintf(stderr, "X request %d: %s\n", e->request_code, text);
    abort();
}

void glass_server_start(struct glass *g)
{
    char config[128], panel[128];
    int ends[2];
    (void)snprintf(config, sizeof config, "%s/xorg.conf", g->folder);
    (void)snprintf(panel, sizeof panel, "%s/touch", g->folder);
    if (g->kind != GLASS_MOUSE)
        write_config(g, config);
    assert_return_code(pipe2(ends, O_CLOEXEC), 0);
    g->server = fork();
    assert_true(g->server >= 0);
    if (g->server == 0)
        become_server(g, ends[1]);
    close(ends[1]);
    read_display(g, ends[0]);
    close(ends[0]);
    (void)XSetErrorHandler(overlook);
    g->x = XOpenDisplay(g->display);
    if (g->x == NULL)
        fail_msg("cannot connect to %s", g->display);
    if (g->kind == GLASS_FINGERS)
        g->touch_fd = glass_panel_open(panel);
}

void glass_server_stop(struct glass *g)
{
    if (g->x != NULL)
        XCloseDisplay(g->x);
    if (g->touch_fd >= 0)
        close(g->touch_fd);
    if (g->server > 0) {
        (void)kill(g->server, SIGTERM);
        (void)waitpid(g->server, NULL, 0);
    }
    g->x = NULL;
    g->touch_fd = -1;
    g->server = 0;
}
