#include "platform/settings_file.h"

#include "base/file.h"
#include "base/hash.h"
#include "core/utf8.h"
#include "platform/settings_key.h"
#include "platform/windows_text.h"

#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char blanks[] = " \t";
static const char a_line[] = "key = value";

struct reading {
    const char *at; /* in the text */
    int line; /* that the parser has, from 1 */
    bool open; /* it says something, and no key of it has come back yet */
    struct settings *settings;
    struct settings_file *file;
};

static void add_fault(
    struct reading *r, enum settings_wrong wrong, const char *key, const char *expects)
{
    struct settings_file *f = r->file;
    if (f->fault_count++ >= SETTINGS_FILE_FAULTS_MAX)
        return;
    struct settings_fault *fault = &f->faults[f->fault_count - 1];
    *fault = (struct settings_fault){ .wrong = wrong, .line = r->line, .expects = expects };
    utf8_copy(fault->key, sizeof fault->key, key);
}

/* True when a line of this kind must bring a key. */
static bool says_something(const char *line, size_t len)
{
    if (len == 0 || line[0] == ';' || line[0] == '#')
        return false;
    return line[0] != '[' || memchr(line, ']', len) == NULL;
}

/* The parser itself does not tell which lines it could not use: those that brought no key. */
static void close_line(struct reading *r)
{
    if (r->open)
        add_fault(r, SETTINGS_WRONG_LINE, "", a_line);
    r->open = false;
}

/* As fgets. Lines lose the blanks before them, which the parser would take for a line going on. */
static char *next_line(char *to, int room, void *ctx)
{
    struct reading *r = ctx;
    close_line(r);
    if (*r->at == '\0')
        return NULL;
    r->line++;
    size_t len = strcspn(r->at, "\r\n"), indent = strspn(r->at, blanks);
    const char *line = r->at + indent;
    r->at += len;
    r->at += strncmp(r->at, "\r\n", 2) == 0 ? 2 : *r->at != '\0';
    len -= indent;
    r->open = says_something(line, len);
    if (len + 1 > (size_t)room) /* a comment may be as long as it likes */
        len = 0;
    memcpy(to, line, len);
    to[len] = '\0';
    return to;
}

static int take(void *ctx, const char *section, const char *name, const char *value)
{
    struct reading *r = ctx;
    (void)section;
    r->open = false;
    const struct settings_key *key = settings_key(name);
    if (key == NULL)
        add_fault(r, SETTINGS_WRONG_KEY, name, NULL);
    else if (!key->take(value, r->settings, r->file))
        add_fault(r, SETTINGS_WRONG_VALUE, name, key->expects);
    return 1;
}

void settings_file_parse(
    const char *bytes, size_t len, struct settings *s, struct settings_file *file)
{
    struct reading r = { .settings = s, .file = file };
    *file = (struct settings_file){ 0 };
    (void)snprintf(
        file->digest, sizeof file->digest, "%016" PRIx64, hash_bytes(HASH_START, bytes, len));
    if (memchr(bytes, '\0', len) != NULL) { /* UTF-16, or no text at all */
        r.line = 1;
        add_fault(&r, SETTINGS_WRONG_LINE, "", "UTF-8");
        return;
    }
    struct arena *a = arena_new();
    char *text = windows_text(a, bytes, len);
    r.at = text;
    (void)ini_parse_stream(next_line, &r, take, &r); /* what it would tell is in r */
    explicit_bzero(text, strlen(text)); /* it may hold the PIN */
    arena_free(a);
}

bool settings_file_read(
    const char *dir, struct settings *s, struct settings_file *file, struct err *err)
{
    struct stat st;
    size_t len = 0;
    bool ok = true;
    struct arena *a = arena_new();
    const char *path = arena_printf(a, "%s/" SETTINGS_FILE_NAME, dir);
    *file = (struct settings_file){ 0 };
    if (stat(path, &st) == 0 || errno != ENOENT) {
        char *bytes = file_read(a, path, SETTINGS_FILE_BYTES_MAX, &len, err);
        ok = bytes != NULL;
        if (ok) {
            settings_file_parse(bytes, len, s, file);
            explicit_bzero(bytes, len);
        }
    }
    arena_free(a);
    return ok;
}

bool settings_file_reset(const char *dir, struct arena *a, const char **mark)
{
    struct stat st;
    *mark = NULL;
    const char *path = arena_printf(a, "%s/" SETTINGS_FILE_RESET_NAME, dir);
    /* O_NONBLOCK: opening a FIFO must not wait for its writer. */
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return false;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        char bytes[4096];
        uint64_t hash = hash_int(hash_int(HASH_START, st.st_size), st.st_mtime);
        ssize_t n = read(fd, bytes, sizeof bytes); /* any content: its beginning will do */
        hash = hash_bytes(hash, bytes, n > 0 ? (size_t)n : 0);
        *mark = arena_printf(a, "%016" PRIx64, hash);
    }
    close(fd);
    return *mark != NULL;
}
