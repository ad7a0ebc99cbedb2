/*
 * A touch panel of several fingers in the guest, which QEMU has none of: made with uinput, as the
 * kernel sees one on USB. Test only, never on a card.
 *
 *     fingers serve                  is the panel, until it is killed
 *     fingers tap X Y                a finger, down and up
 *     fingers hold X Y MS            and how long it stays
 *     fingers two X1 Y1 X2 Y2        a second finger taps while the first stays, then the first goes
 *     fingers palm X Y               ten fingers at once around there, for longer than the kiosk
 *                                    takes for a tap (PALM_MS of src/ui/touch.h)
 *     fingers vanish X Y             the panel is pulled out below a finger, and one like it put in
 *
 * Where: thousandths of the glass. All but the first ask the one that serves, and come back when the
 * fingers are up again. Status 1, and a word why, if it cannot.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { FULL_SCALE = 32767, FINGERS = 10, TAP_MS = 150, PALM_MS = 7000, PALM_SPREAD = 60 };

static const char socket_path[] = "/run/guest/fingers.socket";
static const char panel_name[] = "Goed Werk test panel";

static void pause_ms(long ms)
{
    nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000 * 1000 }, NULL);
}

static void emit(int panel, int type, int code, int value)
{
    struct input_event e = { .type = (__u16)type, .code = (__u16)code, .value = value };
    if (write(panel, &e, sizeof(e)) != (ssize_t)sizeof(e))
        perror("uinput");
}

static int scaled(long thousandths)
{
    return (int)(thousandths < 0      ? 0
                 : thousandths > 1000 ? FULL_SCALE
                                      : thousandths * FULL_SCALE / 1000);
}

/* One finger of the frame that sync() ends. The first one is also the only one of older readers. */
static void down(int panel, int slot, long x, long y)
{
    static int serial;
    emit(panel, EV_ABS, ABS_MT_SLOT, slot);
    emit(panel, EV_ABS, ABS_MT_TRACKING_ID, serial++ & 0xffff);
    emit(panel, EV_ABS, ABS_MT_POSITION_X, scaled(x));
    emit(panel, EV_ABS, ABS_MT_POSITION_Y, scaled(y));
    if (slot == 0) {
        emit(panel, EV_KEY, BTN_TOUCH, 1);
        emit(panel, EV_ABS, ABS_X, scaled(x));
        emit(panel, EV_ABS, ABS_Y, scaled(y));
    }
}

static void up(int panel, int slot)
{
    emit(panel, EV_ABS, ABS_MT_SLOT, slot);
    emit(panel, EV_ABS, ABS_MT_TRACKING_ID, -1);
    if (slot == 0)
        emit(panel, EV_KEY, BTN_TOUCH, 0);
}

static void sync_frame(int panel)
{
    emit(panel, EV_SYN, SYN_REPORT, 0);
}

static void hold(int panel, int slot, long x, long y, long ms)
{
    down(panel, slot, x, y);
    sync_frame(panel);
    pause_ms(ms);
    up(panel, slot);
    sync_frame(panel);
}

static void two(int panel, const long *at)
{
    down(panel, 0, at[0], at[1]);
    sync_frame(panel);
    pause_ms(TAP_MS);
    hold(panel, 1, at[2], at[3], TAP_MS);
    pause_ms(TAP_MS);
    up(panel, 0);
    sync_frame(panel);
}

/* All land in one frame, and none stays where it was put down. */
static void palm(int panel, long x, long y)
{
    for (int i = 0; i < FINGERS; i++)
        down(panel, i, x + (i % 5 - 2) * PALM_SPREAD / 2, y + (i / 5 * 2 - 1) * PALM_SPREAD / 2);
    sync_frame(panel);
    pause_ms(PALM_MS);
    for (int i = 0; i < FINGERS; i++)
        up(panel, i);
    sync_frame(panel);
}

static bool axis(int panel, int code, int most)
{
    struct uinput_abs_setup a = { .code = (__u16)code, .absinfo = { .maximum = most } };
    return ioctl(panel, UI_SET_ABSBIT, code) == 0 && ioctl(panel, UI_ABS_SETUP, &a) == 0;
}

static int make_panel(void)
{
    struct uinput_setup about = { .id = {
                                      .bustype = BUS_USB, .vendor = 0x6b69, .product = 0x6f73 } };
    memcpy(about.name, panel_name, sizeof(panel_name));
    int panel = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    if (panel < 0 || ioctl(panel, UI_SET_EVBIT, EV_KEY) < 0 ||
        ioctl(panel, UI_SET_KEYBIT, BTN_TOUCH) < 0 || ioctl(panel, UI_SET_EVBIT, EV_ABS) < 0 ||
        ioctl(panel, UI_SET_PROPBIT, INPUT_PROP_DIRECT) < 0 || !axis(panel, ABS_X, FULL_SCALE) ||
        !axis(panel, ABS_Y, FULL_SCALE) || !axis(panel, ABS_MT_SLOT, FINGERS - 1) ||
        !axis(panel, ABS_MT_TRACKING_ID, 0xffff) || !axis(panel, ABS_MT_POSITION_X, FULL_SCALE) ||
        !axis(panel, ABS_MT_POSITION_Y, FULL_SCALE) || ioctl(panel, UI_DEV_SETUP, &about) < 0 ||
        ioctl(panel, UI_DEV_CREATE) < 0) {
        fprintf(stderr, "/dev/uinput: %s\n", strerror(errno));
        exit(EXIT_FAILURE);
    }
    return panel;
}

/* The finger is never lifted: there is nothing any more that could tell of it. */
static void vanish(int *panel, long x, long y)
{
    down(*panel, 0, x, y);
    sync_frame(*panel);
    pause_ms(TAP_MS);
    if (ioctl(*panel, UI_DEV_DESTROY) < 0 || close(*panel) < 0)
        perror("uinput");
    *panel = make_panel();
}

/* False: nobody knows that gesture. */
static bool gesture(int *panel, const char *line)
{
    char what[8] = "";
    long at[4] = { 0 };
    const int given = sscanf(line, "%7s %ld %ld %ld %ld", what, &at[0], &at[1], &at[2], &at[3]);
    if (strcmp(what, "tap") == 0 && given == 3)
        hold(*panel, 0, at[0], at[1], TAP_MS);
    else if (strcmp(what, "hold") == 0 && given == 4)
        hold(*panel, 0, at[0], at[1], at[2]);
    else if (strcmp(what, "two") == 0 && given == 5)
        two(*panel, at);
    else if (strcmp(what, "palm") == 0 && given == 3)
        palm(*panel, at[0], at[1]);
    else if (strcmp(what, "vanish") == 0 && given == 3)
        vanish(panel, at[0], at[1]);
    else
        return false;
    return true;
}

static void fail(void)
{
    fprintf(stderr, "%s: %s\n", socket_path, strerror(errno));
    exit(EXIT_FAILURE);
}

static struct sockaddr_un address(void)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    memcpy(at.sun_path, socket_path, sizeof(socket_path));
    return at;
}

static void serve(void)
{
    const struct sockaddr_un at = address();
    int panel = make_panel();
    int door = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    unlink(socket_path);
    if (door < 0 || bind(door, (const struct sockaddr *)&at, sizeof(at)) < 0 || listen(door, 4) < 0)
        fail();
    for (;;) {
        char line[100];
        int who = accept(door, NULL, NULL);
        if (who < 0)
            fail();
        const ssize_t n = read(who, line, sizeof(line) - 1);
        line[n > 0 ? n : 0] = '\0';
        if (gesture(&panel, line) && write(who, "done", 4) < 0)
            perror("answer");
        close(who);
    }
}

static int ask(int argc, char **argv)
{
    const struct sockaddr_un at = address();
    char line[100];
    int n = 0;
    for (int i = 1; i < argc && n < (int)sizeof(line); i++)
        n += snprintf(line + n, sizeof(line) - (size_t)n, "%s ", argv[i]);
    int door = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (n >= (int)sizeof(line) || door < 0 ||
        connect(door, (const struct sockaddr *)&at, sizeof(at)) < 0 ||
        write(door, line, (size_t)n) < 0)
        fail();
    if (read(door, line, sizeof(line)) == 4)
        return EXIT_SUCCESS;
    fprintf(stderr, "no such gesture\n");
    return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr,
            "fingers serve | tap X Y | hold X Y MS | two X1 Y1 X2 Y2 | palm X Y | vanish X Y\n");
        return EXIT_FAILURE;
    }
    if (argc == 2 && strcmp(argv[1], "serve") == 0)
        serve();
    return ask(argc, argv);
}
