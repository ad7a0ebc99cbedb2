#include "sample_bundle.h"

#include "base/attributes.h"
#include "temp.h"

#include <sodium.h>
#include <string.h>

static const char *const paths[] = { "LEESMIJ.txt", "beelden/blijft-juf-samira.png",
    "beelden/de-open-dag.png", "niet-doorsturen/archief.sqlite", "verslag.pdf" };

const struct bundle *sample_bundle(struct arena *a, int number, size_t file_bytes)
{
    struct bundle *b = arena_alloc(a, sizeof *b);
    const char *sums = "";
    *b = (struct bundle){ .kiosk = SAMPLE_KIOSK, .folder = SAMPLE_FOLDER };
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        unsigned char *bytes = arena_alloc(a, file_bytes), digest[crypto_hash_sha256_BYTES];
        char hex[2 * crypto_hash_sha256_BYTES + 1];
        memset(bytes, 'A' + number, file_bytes);
        bytes[0] = (unsigned char)i;
        crypto_hash_sha256(digest, bytes, file_bytes);
        sums = arena_printf(a, "%s%s  %s\n", sums,
            sodium_bin2hex(hex, sizeof hex, digest, sizeof digest), paths[i]);
        b->files[b->file_count++] =
            (struct bundle_file){ .path = paths[i], .bytes = bytes, .len = file_bytes };
    }
    b->files[b->file_count++] =
        (struct bundle_file){ .path = "SHA256SUMS", .bytes = sums, .len = strlen(sums) };
    return b;
}

bool sample_bundle_in(const char *folder, const struct bundle *b)
{
    struct arena *a = arena_new();
    bool all = true;
    for (int i = 0; all && i < b->file_count; i++)
        all = temp_holds(
            arena_printf(a, "%s/%s", folder, b->files[i].path), b->files[i].bytes, b->files[i].len);
    arena_free(a);
    return all;
}
