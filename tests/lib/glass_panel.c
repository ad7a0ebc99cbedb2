#include "glass_panel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/*
 * The messages, after xf86-input-inputtest-protocol.h, version 1.1, of X.Org's server (Copyright
 * 2020 Povilas Kanapickas, MIT licence); see inputtestdrv(4). Only those that fingers need.
 */
enum message_type { CLIENT_VERSION = 0, WAIT_FOR_SYNC = 1, TOUCH = 6 };
enum response_type { SERVER_VERSION = 0, SYNC_FINISHED = 1 };
enum { VALUATOR_MAX = 64, VERSION_MAJOR = 1, VERSION_MINOR = 1 };

struct header {
    uint32_t length; /* of all of the message */
    uint32_t type;
};

struct version {
    struct header header;
    uint16_t major, minor;
};

struct touch_message {
    struct header header;
    uint32_t finger, event;
    struct {
        uint32_t has_unaccelerated;
        uint8_t mask[VALUATOR_MAX / 8];
        double values[VALUATOR_MAX], unaccelerated[VALUATOR_MAX];
    } valuators;
};

static void send_all(int fd, const void *message, size_t len)
{
    assert_int_equal(send(fd, message, len, MSG_NOSIGNAL), len);
}

static void receive_all(int fd, void *response, size_t len)
{
    assert_int_equal(recv(fd, response, len, MSG_WAITALL), len);
}

int glass_panel_open(const char *socket_path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    assert_true(strlen(socket_path) < sizeof address.sun_path);
    memcpy(address.sun_path, socket_path, strlen(socket_path) + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
        fail_msg("no touch panel at %s", socket_path);
    struct timeval patience = { .tv_sec = 10 };
    assert_return_code(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);

    struct version version = { { sizeof version, CLIENT_VERSION }, VERSION_MAJOR, VERSION_MINOR };
    send_all(fd, &version, sizeof version);
    receive_all(fd, &version, sizeof version);
    assert_int_equal(version.header.type, SERVER_VERSION);
    return fd;
}

void glass_panel_send(int fd, uint32_t finger, enum glass_panel_event event, double x, double y)
{
    struct touch_message touch = { { sizeof touch, TOUCH }, finger, (uint32_t)event, { 0 } };
    touch.valuators.mask[0] = 1 << 0 | 1 << 1;
    touch.valuators.values[0] = x;
    touch.valuators.values[1] = y;
    send_all(fd, &touch, sizeof touch);

    struct header sync = { sizeof sync, WAIT_FOR_SYNC };
    send_all(fd, &sync, sizeof sync);
    receive_all(fd, &sync, sizeof sync);
    assert_int_equal(sync.type, SYNC_FINISHED);
}
