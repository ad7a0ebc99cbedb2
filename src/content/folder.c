#include "content/folder.h"

#include "content/text.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file's name as a fault can show it: whoever made the stick chose its bytes. */
static const char *label_of(struct arena *a, const char *folder, const char *name)
{
    GString *clean = g_string_new(folder);
    char *valid = g_utf8_make_valid(name, -1);
    g_string_append_c(clean, '/');
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(clean, text_forbids(c) || c == '\t' || c == '\n' ? '?' : c);
    }
    const char *label = arena_strdup(a, clean->str);
    g_free(valid);
    g_string_free(clean, TRUE);
    return label;
}

/* What file managers and editors leave behind. */
static bool is_litter(const char *name)
{
    return name[0] == '.' || g_str_has_prefix(name, "~$") || g_str_has_suffix(name, "~") ||
           g_ascii_strcasecmp(name, "Thumbs.db") == 0 ||
           g_ascii_strcasecmp(name, "desktop.ini") == 0;
}

/* True for a file that may be read; else a fault. */
static bool check_entry(const struct folder *folder, const char *name, const char *label,
    const char *ending, struct faults *faults)
{
    struct stat st;
    if (fstatat(folder->fd, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        faults_add(
            faults, label, 0, "Copy the file again.", "It cannot be read: %s.", strerror(errno));
    else if (S_ISLNK(st.st_mode))
        faults_add(faults, label, 0, "Put the file itself here.",
            "This is a link; links are not followed.");
    else if (S_ISDIR(st.st_mode))
        faults_add(faults, label, 0, "Put the files directly in the folder above it.",
            "This is a folder; only files belong here.");
    else if (!S_ISREG(st.st_mode))
        faults_add(faults, label, 0, "Remove it.", "This is not a file.");
    else if (!g_str_has_suffix(name, ending))
        faults_add(faults, label, 0, "Rename it, or take it out of this folder.",
            "The name does not end in %s.", ending);
    else
        return true;
    return false;
}

static int by_name(const void *a, const void *b)
{
    const struct folder_file *one = a, *other = b;
    return strcmp(one->name, other->name);
}

static void list(
    struct folder *folder, struct arena *a, DIR *dir, const char *ending, struct faults *faults)
{
    int entries = 0;
    folder->files = arena_alloc(a, FOLDER_FILE_MAX * sizeof folder->files[0]);
    for (const struct dirent *d; (d = readdir(dir)) != NULL;) {
        if (is_litter(d->d_name))
            continue;
        if (++entries > FOLDER_FILE_MAX) {
            faults_add(faults, folder->name, 0, "Take some out.",
                "There are more than %d files here.", FOLDER_FILE_MAX);
            break;
        }
        const char *label = label_of(a, folder->name, d->d_name);
        if (!check_entry(folder, d->d_name, label, ending, faults))
            continue;
        folder->files[folder->file_count++] = (struct folder_file){
            .stem = arena_strndup(a, d->d_name, strlen(d->d_name) - strlen(ending)),
            .label = label,
            .name = arena_strdup(a, d->d_name),
        };
    }
    qsort(folder->files, (size_t)folder->file_count, sizeof folder->files[0], by_name);
}

void folder_open(struct folder *folder, struct arena *a, int root_fd, const char *name,
    const char *ending, struct faults *faults)
{
    *folder = (struct folder){ .fd = -1, .name = name };
    int fd = openat(root_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return;
    int dir_fd =
        fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0); /* closedir closes what it was given */
    DIR *dir = dir_fd < 0 ? NULL : fdopendir(dir_fd);
    folder->fd = fd;
    if (dir == NULL) {
        faults_add(faults, name, 0, "Make it a folder with files in it, not a link.",
            "This folder cannot be read: %s.", strerror(errno));
        if (dir_fd >= 0)
            close(dir_fd);
        return;
    }
    list(folder, a, dir, ending, faults);
    closedir(dir);
}

void folder_close(struct folder *folder)
{
    if (folder->fd >= 0)
        close(folder->fd);
    folder->fd = -1;
}

const char *folder_read(const struct folder *folder, const struct folder_file *file,
    struct arena *a, size_t *len, struct faults *faults)
{
    const char *bytes = NULL;
    struct stat st;
    /* O_NONBLOCK: it may have become a FIFO since it was listed. */
    int fd = openat(folder->fd, file->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
        faults_add(faults, file->label, 0, "Copy the file again.", "It cannot be read: %s.",
            fd < 0 ? strerror(errno) : "not a file");
        goto out;
    }
    if (st.st_size > TEXT_FILE_MAX) {
        faults_add(faults, file->label, 0, "Split it or shorten it.",
            "This file has %lld bytes; at most %d are read.", (long long)st.st_size, TEXT_FILE_MAX);
        goto out;
    }
    char *buffer = arena_alloc(a, (size_t)st.st_size + 1);
    *len = 0;
    while (*len < (size_t)st.st_size) {
        ssize_t n = read(fd, buffer + *len, (size_t)st.st_size - *len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            faults_add(faults, file->label, 0, "Copy the file again.", "It cannot be read: %s.",
                strerror(errno));
            goto out;
        }
        if (n == 0)
            break; /* it shrank meanwhile */
        *len += (size_t)n;
    }
    bytes = buffer;
out:
    if (fd >= 0)
        close(fd);
    return bytes;
}
