/*
 * How the kiosk and the helper that runs as root speak about sticks. Plain values and their text;
 * no file is touched here. Any thread.
 *
 * State. The helper keeps one file for each USB stick, /run/goedwerk/stick/<stick> (<stick> is the
 * kernel's name of the disk: "sda"), gone when the stick is. Owner root, mode 0644, in a folder
 * that only root writes in; written as "<stick>.part" and renamed. One line, at most 199 bytes:
 *
 *     <insertion> ready <reason> -\n             can be mounted: none, or read-only
 *     <insertion> mounted <reason> <folder>\n    is mounted on that folder
 *     <insertion> refused <reason> -\n           cannot be used, and why
 *
 * <insertion> is the kernel's number of this insertion (diskseq), which no other one gets until the
 * machine starts again. <reason> is a word of STICK_REASONS.
 *
 * Requests go the way of platform/requests.h, by two more names:
 *
 *     mount       <id> <stick> <insertion> ro\n  or rw: to be written too
 *     release     <id> <stick> <insertion>\n     write back, unmount
 *
 * "ok" to release, and nothing else, says that the stick may be taken out. "failed <why>": <why> is one of STICK_FAULTS. State files are as they
 * should be before an answer is there. A stick that is pulled while mounted is unmounted by the
 * helper, and so is all that is mounted when the helper starts or ends.
 */
#ifndef HELPER_STICK_STATE_H
#define HELPER_STICK_STATE_H

#include "base/attributes.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STICK_STATES_FOLDER "stick" /* below /run/goedwerk */
#define STICK_MOUNT_REQUEST "mount"
#define STICK_RELEASE_REQUEST "release"

#define STICK_REASONS(X)                                                                           \
    X(NONE, "none")                                                                                \
    X(READ_ONLY, "read-only") /* its switch says so: decks can be read from it */                  \
    X(UNFORMATTED, "unformatted") /* nothing known is on it */                                     \
    X(NO_PARTITION, "no-partition") /* divided, but into nothing that holds files */               \
    X(SEVERAL_PARTITIONS, "several-partitions")                                                    \
    X(FAT16, "fat16") /* FAT, but not FAT32 */                                                     \
    X(NTFS, "ntfs")                                                                                \
    X(EXT, "ext") /* of Linux: ext2, ext3, ext4 */                                                 \
    X(APFS, "apfs") /* of macOS; so is the next */                                                 \
    X(HFS, "hfs")                                                                                  \
    X(ENCRYPTED, "encrypted") /* BitLocker, LUKS */                                                \
    X(OTHER, "other") /* another file system */                                                    \
    X(DISK, "disk") /* on USB, but says that it is no removable medium */                          \
    X(BROKEN, "broken") /* cannot be read, or failed under our hands */

enum stick_reason {
#define X(name, word) STICK_REASON_##name,
    STICK_REASONS(X)
#undef X
        STICK_REASON_COUNT
};

#define STICK_FAULTS(X)                                                                            \
    X(GONE, "gone") /* that insertion is over; to release also: it is not mounted */               \
    X(REFUSED, "refused") /* its state says why */                                                 \
    X(READ_ONLY, "read-only")                                                                      \
    X(BUSY, "busy") /* mounted already; to release: still in use */                                \
    X(BROKEN, "broken") /* to release: not all has arrived */                                      \
    X(INTERNAL, "internal") /* see the journal */

enum stick_fault {
#define X(name, word) STICK_FAULT_##name,
    STICK_FAULTS(X)
#undef X
        STICK_FAULT_COUNT
};

enum stick_condition_word { STICK_READY, STICK_MOUNTED, STICK_REFUSED };

enum {
    STICK_NAME_MAX = 32, /* bytes, with the closing NUL */
    STICK_STATE_MAX = 200,
    STICK_FOLDER_MAX = 120,
    STICK_REQUEST_MAX = 64
};

struct stick_state {
    uint64_t insertion;
    enum stick_condition_word condition;
    enum stick_reason reason;
    char folder[STICK_FOLDER_MAX]; /* "" where it is not mounted */
};

struct stick_request {
    char name[STICK_NAME_MAX];
    uint64_t insertion;
    bool writes; /* of mount */
};

/* A kernel's name of a disk: small letters and digits. */
bool stick_name_ok(const char *name);

/* The line, and the value of a request: what stands behind its id. Always whole. */
void stick_state_print(const struct stick_state *s, char text[STICK_STATE_MAX]);
void stick_request_print(const struct stick_request *r, bool mount, char text[STICK_REQUEST_MAX]);

/* False: it is not of that form exactly. text ends with a NUL; a newline closes a state. */
bool stick_state_parse(const char *text, struct stick_state *s) MUST_CHECK;
bool stick_request_parse(const char *text, bool mount, struct stick_request *r) MUST_CHECK;

const char *stick_reason_word(enum stick_reason reason);
const char *stick_fault_word(enum stick_fault fault);

/* False: no such word. */
bool stick_fault_parse(const char *word, enum stick_fault *fault) MUST_CHECK;

#endif
