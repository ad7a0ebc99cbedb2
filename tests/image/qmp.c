/*
 * Speaks to a running QEMU: one connection a call, so that a script can use it as a hand.
 *
 *     qmp SOCKET tap X Y           a finger, down and up; thousandths of the glass
 *     qmp SOCKET hold X Y MS       and how long it stays
 *     qmp SOCKET JSON [EVENT]      a command as QEMU's manual has it; waits for that event too
 *
 * Status 1: QEMU refused, and what it said. One connection at a time; waits 60 s at most.
 */
#include "dial.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FULL_SCALE = 32767, WAIT_S = 60, TAP_MS = 150 };

/* Reads until a line tells what is asked for; events that come in between are not ours. */
static bool await(FILE *qmp, const char *event, bool print)
{
    char line[65536];
    while (fgets(line, sizeof(line), qmp) != NULL) {
        if (event != NULL && strstr(line, event) != NULL)
            return true;
        if (strncmp(line, "{\"error\"", 8) == 0) {
            fputs(line, stderr);
            return false;
        }
        if (event == NULL && strncmp(line, "{\"return\"", 9) == 0) {
            if (print)
                fputs(line, stdout);
            return true;
        }
    }
    fprintf(stderr, "QEMU says nothing about %s\n", event == NULL ? "it" : event);
    return false;
}

static bool say(FILE *qmp, const char *json, bool print)
{
    fseek(qmp, 0, SEEK_CUR); /* from reading to writing */
    fprintf(qmp, "%s\n", json);
    fflush(qmp);
    return await(qmp, NULL, print);
}

static bool finger(FILE *qmp, bool down)
{
    char json[200];
    snprintf(json, sizeof(json),
        "{\"execute\":\"input-send-event\",\"arguments\":{\"events\":[{\"type\":\"btn\",\"data\":"
        "{\"down\":%s,\"button\":\"left\"}}]}}",
        down ? "true" : "false");
    return say(qmp, json, false);
}

static bool move(FILE *qmp, long x, long y)
{
    char json[400];
    snprintf(json, sizeof(json),
        "{\"execute\":\"input-send-event\",\"arguments\":{\"events\":["
        "{\"type\":\"abs\",\"data\":{\"axis\":\"x\",\"value\":%ld}},"
        "{\"type\":\"abs\",\"data\":{\"axis\":\"y\",\"value\":%ld}}]}}",
        x * FULL_SCALE / 1000, y * FULL_SCALE / 1000);
    return say(qmp, json, false);
}

static bool hold(FILE *qmp, long x, long y, long ms)
{
    const struct timespec settle = { .tv_nsec = 100 * 1000 * 1000 };
    const struct timespec stay = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000 * 1000 };
    if (!move(qmp, x, y))
        return false;
    nanosleep(&settle, NULL);
    if (!finger(qmp, true))
        return false;
    nanosleep(&stay, NULL);
    return finger(qmp, false);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "qmp SOCKET tap X Y | hold X Y MS | JSON [EVENT]\n");
        return EXIT_FAILURE;
    }
    FILE *qmp = fdopen(dial(argv[1], WAIT_S, EXIT_FAILURE), "r+");
    bool ok = await(qmp, "\"QMP\"", false) && say(qmp, "{\"execute\":\"qmp_capabilities\"}", false);
    if (ok && argc == 5 && strcmp(argv[2], "tap") == 0)
        ok = hold(qmp, strtol(argv[3], NULL, 10), strtol(argv[4], NULL, 10), TAP_MS);
    else if (ok && argc == 6 && strcmp(argv[2], "hold") == 0)
        ok = hold(
            qmp, strtol(argv[3], NULL, 10), strtol(argv[4], NULL, 10), strtol(argv[5], NULL, 10));
    else if (ok)
        ok = say(qmp, argv[2], true) && (argc < 4 || await(qmp, argv[3], false));
    fclose(qmp);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
