#include "helper/inbox.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 64 };

int inbox_open(const char *path, struct err *err)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_uid == geteuid() && (st.st_mode & S_IWOTH) == 0)
        return fd;
    err_set(err, ERR_FILE, "%s: %s", path, fd < 0 ? strerror(errno) : "is somebody else's folder");
    if (fd >= 0)
        close(fd);
    return -1;
}

/* An empty folder of that name goes too; one with something in it only harms who made it. */
void inbox_drop(int inbox, const char *name)
{
    if (unlinkat(inbox, name, 0) < 0 && errno == EISDIR)
        (void)unlinkat(inbox, name, AT_REMOVEDIR);
}

/* Not a link, a FIFO, another user's, or one with a second name elsewhere. Opening waits for
 * nothing. */
static bool read_it(int inbox, const char *name, uid_t uid, char text[REQUEST_BYTES_MAX + 1])
{
    struct stat st;
    ssize_t got = -1;
    int fd = openat(inbox, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return false;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1 && st.st_uid == uid &&
        st.st_size <= REQUEST_BYTES_MAX)
        got = read(fd, text, REQUEST_BYTES_MAX);
    close(fd);
    if (got < 0)
        return false;
    text[got] = '\0';
    return strlen(text) == (size_t)got;
}

static bool parse(char *text, struct inbox_request *r)
{
    size_t len = strlen(text);
    if (len <= REQUEST_ID_LEN || strspn(text, "0123456789abcdef") != REQUEST_ID_LEN ||
        text[len - 1] != '\n')
        return false;
    text[len - 1] = '\0';
    const char *value = text + REQUEST_ID_LEN;
    if (*value == ' ' && (*++value == '\0' || *value == ' '))
        return false;
    if (value == text + REQUEST_ID_LEN && *value != '\0')
        return false;
    for (const char *c = value; *c != '\0'; c++)
        if (*c < ' ' || *c > '~')
            return false;
    memcpy(r->id, text, REQUEST_ID_LEN);
    r->id[REQUEST_ID_LEN] = '\0';
    memcpy(r->value, value, strlen(value) + 1);
    return true;
}

bool inbox_take(int inbox, const char *name, uid_t uid, struct inbox_request *r)
{
    char text[REQUEST_BYTES_MAX + 1];
    struct stat st;
    if (fstatat(inbox, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return false;
    bool ok = read_it(inbox, name, uid, text) && parse(text, r);
    inbox_drop(inbox, name);
    if (!ok)
        log_line(LOG_LEVEL_WARNING, "inbox", "'%s' is no request, and not answered", name);
    return ok;
}

void inbox_answer(
    int inbox, const char *name, const struct inbox_request *r, const char *format, ...)
{
    char answer[NAME_MAX_BYTES], part[NAME_MAX_BYTES], says[120], line[ANSWER_BYTES_MAX + 1];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(says, sizeof says, format, args);
    va_end(args);
    int len = snprintf(line, sizeof line, "%s %s\n", r->id, says);
    (void)snprintf(answer, sizeof answer, "%s.answer", name);
    (void)snprintf(part, sizeof part, "%s.answer.part", name);

    inbox_drop(inbox, part);
    int fd = openat(inbox, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool ok = fd >= 0 && fchmod(fd, 0644) == 0 && write(fd, line, (size_t)len) == len &&
              renameat(inbox, part, inbox, answer) == 0;
    if (!ok)
        log_line(LOG_LEVEL_ERROR, "inbox", "answer '%s': %s", name, strerror(errno));
    if (fd >= 0)
        close(fd);
}
