/*
 * Pulls the cable of QEMU's display out, or puts it back: what a VNC client asks for when its window
 * changes, with no width it is a screen that is not there (virtio-gpu then tells the guest so).
 *
 *     cable SOCKET out|in WIDTH HEIGHT
 *
 * SOCKET is that of -vnc unix:…; status 1, and a word why, if QEMU does not do it.
 */
#include "dial.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WAIT_S = 60, RESIZE = -308, ASKED_BY_US = 1, PASSED_ON = 4 };

static void say(FILE *vnc, const void *bytes, size_t n)
{
    fseek(vnc, 0, SEEK_CUR); /* from reading to writing */
    fwrite(bytes, 1, n, vnc);
    fflush(vnc);
}

/* What QEMU says next, n bytes; they are at `bytes` until the next call. */
static const uint8_t *hear(FILE *vnc, size_t n)
{
    static uint8_t bytes[1024];
    if (n > sizeof(bytes) || fread(bytes, 1, n, vnc) != n) {
        fprintf(stderr, "QEMU's VNC server says nothing\n");
        exit(EXIT_FAILURE);
    }
    return bytes;
}

static unsigned word(const uint8_t *p)
{
    return (unsigned)p[0] << 8 | p[1];
}

/* RFB 3.8 without a password, and with the extension for windows that change. */
static void shake_hands(FILE *vnc)
{
    const uint8_t encodings[] = { 2, 0, 0, 1, 0xff, 0xff, 0xfe, (uint8_t)RESIZE };
    hear(vnc, 12);
    say(vnc, "RFB 003.008\n", 12);
    const unsigned kinds = hear(vnc, 1)[0];
    hear(vnc, kinds);
    say(vnc, "\1", 1);
    hear(vnc, 4);
    say(vnc, "\1", 1);
    const uint8_t *about = hear(vnc, 24);
    const unsigned name = word(about + 22);
    hear(vnc, name);
    say(vnc, encodings, sizeof(encodings));
}

/* True: QEMU has passed the size on to its display. Other rectangles are told of in between. */
static bool resize(FILE *vnc, unsigned width, unsigned height)
{
    const uint8_t ask[8 + 16] = { [0] = 251,
        [2] = (uint8_t)(width >> 8),
        [3] = (uint8_t)width,
        [4] = (uint8_t)(height >> 8),
        [5] = (uint8_t)height,
        [6] = 1,
        [8 + 8] = (uint8_t)(width >> 8),
        [8 + 9] = (uint8_t)width,
        [8 + 10] = (uint8_t)(height >> 8),
        [8 + 11] = (uint8_t)height };
    say(vnc, ask, sizeof(ask));
    for (;;) {
        const uint8_t *update = hear(vnc, 4);
        if (update[0] != 0 || word(update + 2) != 1) {
            fprintf(stderr, "QEMU speaks of something else: %u\n", update[0]);
            return false;
        }
        const uint8_t *rectangle = hear(vnc, 12);
        const unsigned by = word(rectangle), said = word(rectangle + 2);
        if (word(rectangle + 10) != (uint16_t)RESIZE) {
            fprintf(stderr, "QEMU sends a picture that was not asked for\n");
            return false;
        }
        const unsigned screens = hear(vnc, 4)[0];
        hear(vnc, 16 * (size_t)screens);
        if (by == ASKED_BY_US && said != PASSED_ON)
            fprintf(stderr, "QEMU refuses: %u\n", said);
        if (by == ASKED_BY_US)
            return said == PASSED_ON;
    }
}

int main(int argc, char **argv)
{
    const bool out = argc == 5 && strcmp(argv[2], "out") == 0;
    if (!out && (argc != 5 || strcmp(argv[2], "in") != 0)) {
        fprintf(stderr, "cable SOCKET out|in WIDTH HEIGHT\n");
        return EXIT_FAILURE;
    }
    FILE *vnc = fdopen(dial(argv[1], WAIT_S, EXIT_FAILURE), "r+");
    shake_hands(vnc);
    bool ok =
        resize(vnc, (unsigned)strtoul(argv[3], NULL, 10), (unsigned)strtoul(argv[4], NULL, 10));
    /* Only what changes is passed on, and nothing is what QEMU begins with: so first a screen. */
    if (ok && out)
        ok = resize(vnc, 0, 0);
    fclose(vnc);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
