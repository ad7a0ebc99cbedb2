/*
 * Runs a command in the guest, through the shell that the test's initramfs put there:
 *     ask SOCKET SECONDS COMMAND
 * Prints what it printed; the exit status is its own, 125 if the guest did not answer in time.
 */
#include "dial.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 1 << 20, NO_ANSWER = 125, AGAIN_S = 4 };

int main(int argc, char **argv)
{
    static char text[ROOM];
    char mark[64];
    size_t used = 0;
    if (argc != 4)
        return NO_ANSWER;
    int fd = dial(argv[1], 0, NO_ANSWER);
    const time_t until = time(NULL) + strtol(argv[2], NULL, 10);
    /* What an earlier call left unread ends before this mark. */
    snprintf(mark, sizeof(mark), "MARK%ld.%d", (long)time(NULL), (int)getpid());
    time_t said = 0;
    while (time(NULL) < until && used < sizeof(text) - 1) {
        /* Lost when the guest had not opened its end; it does no line twice. */
        if (used == 0 && time(NULL) - said >= AGAIN_S) {
            dprintf(fd, "%s %s\n", mark, argv[3]);
            said = time(NULL);
        }
        struct pollfd wait = { .fd = fd, .events = POLLIN };
        if (poll(&wait, 1, 1000) <= 0)
            continue;
        ssize_t n = read(fd, text + used, sizeof(text) - 1 - used);
        if (n <= 0)
            break;
        used += (size_t)n;
        text[used] = '\0';
        const char *begin = strstr(text, mark);
        const char *end = begin == NULL ? NULL : strstr(begin + strlen(mark), mark);
        if (end != NULL && strchr(end, '\n') != NULL) {
            begin = strchr(begin, '\n') + 1;
            fwrite(begin, 1, (size_t)(end - begin), stdout);
            return (int)strtol(end + strlen(mark), NULL, 10);
        }
    }
    fprintf(stderr, "the guest does not answer\n");
    return NO_ANSWER;
}
