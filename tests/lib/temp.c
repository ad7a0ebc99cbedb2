#include "temp.h"

#include "base/attributes.h"
#include "base/file.h"

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *temp_make(struct arena *a)
{
    char *folder = arena_strdup(a, "/tmp/goedwerk-test-XXXXXX");
    assert(mkdtemp(folder) != NULL);
    return folder;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    return remove(path);
}

void temp_remove(const char *folder)
{
    assert(nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0);
}

void temp_write(const char *path, const void *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert(f != NULL && fwrite(bytes, 1, len, f) == len);
    assert(fclose(f) == 0);
}

bool temp_holds(const char *path, const void *bytes, size_t len)
{
    struct arena *a = arena_new();
    size_t got = 0;
    const char *there = file_read(a, path, len, &got, NULL);
    bool same = there != NULL && got == len && memcmp(there, bytes, len) == 0;
    arena_free(a);
    return same;
}

bool temp_exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

const char *temp_list(struct arena *a, const char *folder)
{
    const char *list = "";
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);
    assert(count >= 0);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
            list = arena_printf(a, "%s%s ", list, name);
        free(entries[i]);
    }
    free(entries);
    return list;
}
