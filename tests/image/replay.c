/*
 * Makes the disk that a cut of the power would have left, out of the log that QEMU's blklogwrites
 * keeps of one (the format is that of Linux's dm-log-writes).
 *
 *     replay LOG count [BYTES]          entries, flushes among them, and bytes of what is whole in
 *                                       the log, or in its first BYTES
 *     replay LOG flushes                the points just before a flush, where most can be lost
 *     replay LOG onto CARD POINT SEED   does the first POINT entries on CARD, which is a copy of the
 *                                       disk as it was when the log began
 *
 * A flush promises that all that was written before it stays. What came between the last flush and
 * POINT was only in the disk's memory: a coin says of each such write whether it is there, not there,
 * or torn (a coin for each sector). SEED 0 loses them all. The same arguments, the same disk.
 *
 * QEMU appends an entry before it tells the guest that the write is done: an answer that was seen on
 * the glass when the log had N bytes is in every disk of a POINT at or after "count N". Its
 * superblock counts up to the last flush only, so a killed QEMU's entries are counted here; what it
 * was still writing when it was killed is not whole.
 */
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FLUSH = 1, FUA = 2, DISCARD = 4, MARK = 8, FLAGS = 15 };
enum { ENTRY_BYTES = 32, SECTOR = 512, SECTOR_MAX = 1 << 24 };

static const uint64_t magic = 0x6a736677736872;

struct log {
    const uint8_t *bytes;
    uint64_t size, sector_bytes;
};

struct entry {
    uint64_t at, length; /* bytes of the disk */
    uint64_t flags;
    const uint8_t *data; /* NULL: a discard */
    uint64_t end; /* where the next one begins in the log */
};

struct totals {
    uint64_t entries, flushes, bytes;
};

static uint64_t word(const uint8_t *p)
{
    uint64_t value;
    memcpy(&value, p, sizeof(value));
    return le64toh(value);
}

static struct log open_log(const char *path)
{
    struct log log = { 0 };
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &about) < 0) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(EXIT_FAILURE);
    }
    void *bytes = MAP_FAILED;
    if (about.st_size >= SECTOR)
        bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED || word(bytes) != magic || word((uint8_t *)bytes + 8) != 1) {
        fprintf(stderr, "%s: not a log of writes, or one without a flush\n", path);
        exit(EXIT_FAILURE);
    }
    log.bytes = bytes;
    log.size = (uint64_t)about.st_size;
    log.sector_bytes = word(log.bytes + 24) & UINT32_MAX;
    if (log.sector_bytes < SECTOR || log.sector_bytes > SECTOR_MAX || log.sector_bytes % SECTOR) {
        fprintf(stderr, "%s: sectors of %lu bytes\n", path, (unsigned long)log.sector_bytes);
        exit(EXIT_FAILURE);
    }
    return log;
}

/* The entry that begins at byte `begin`. False: it is not there, or not all of it. */
static bool read_entry(const struct log *log, uint64_t begin, struct entry *e)
{
    if (begin > log->size || log->size - begin < log->sector_bytes)
        return false;
    const uint8_t *head = log->bytes + begin;
    const uint64_t sector = word(head), sectors = word(head + 8);
    e->flags = word(head + 16);
    if (e->flags & ~(uint64_t)FLAGS || e->flags & MARK || word(head + 24) != 0)
        return false; /* QEMU makes no marks */
    if (sectors == 0 && !(e->flags & FLUSH))
        return false; /* a hole: a later entry was quicker */
    if (sector > INT64_MAX / log->sector_bytes || sectors > INT64_MAX / log->sector_bytes - sector)
        return false;
    e->at = sector * log->sector_bytes;
    e->length = sectors * log->sector_bytes;
    const uint64_t held = e->flags & DISCARD ? 0 : e->length;
    begin += log->sector_bytes;
    if (log->size - begin < held)
        return false;
    e->data = e->flags & DISCARD ? NULL : log->bytes + begin;
    e->end = begin + held;
    return true;
}

static struct totals count(const struct log *log)
{
    struct totals all = { .bytes = log->sector_bytes };
    struct entry e;
    for (; read_entry(log, all.bytes, &e); all.bytes = e.end) {
        all.entries++;
        all.flushes += e.flags & FLUSH ? 1 : 0;
    }
    return all;
}

static void print_flushes(const struct log *log)
{
    struct entry e;
    uint64_t begin = log->sector_bytes;
    for (uint64_t i = 0; read_entry(log, begin, &e); i++, begin = e.end)
        if (e.flags & FLUSH)
            printf("%lu\n", (unsigned long)i);
}

/* How many of the first `point` entries are promised: all up to the last flush among them. */
static uint64_t promised(const struct log *log, uint64_t point)
{
    uint64_t sure = 0, begin = log->sector_bytes;
    struct entry e;
    for (uint64_t i = 0; i < point && read_entry(log, begin, &e); i++, begin = e.end)
        if (e.flags & FLUSH)
            sure = i + 1;
    return sure;
}

/* splitmix64 */
static uint64_t toss(uint64_t *coin)
{
    uint64_t z = *coin += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static void put(int card, const struct entry *e, uint64_t from, uint64_t length)
{
    static const uint8_t nothing[1 << 16];
    while (length > 0) {
        const uint8_t *bytes = e->data == NULL ? nothing : e->data + from;
        const size_t most = e->data == NULL && length > sizeof(nothing) ? sizeof(nothing) : length;
        const ssize_t n = pwrite(card, bytes, most, (off_t)(e->at + from));
        if (n <= 0) {
            perror("card");
            exit(EXIT_FAILURE);
        }
        from += (uint64_t)n;
        length -= (uint64_t)n;
    }
}

/* Some sectors of it. */
static void tear(int card, const struct entry *e, uint64_t *coin)
{
    for (uint64_t from = 0; from < e->length; from += SECTOR)
        if (toss(coin) & 1)
            put(card, e, from, SECTOR);
}

static void replay(const struct log *log, int card, uint64_t point, uint64_t seed)
{
    uint64_t kept = 0, torn = 0, lost = 0, coin = seed, begin = log->sector_bytes;
    const uint64_t sure = promised(log, point);
    struct entry e;
    for (uint64_t i = 0; i < point && read_entry(log, begin, &e); i++, begin = e.end) {
        if (i < sure || e.flags & FUA) {
            put(card, &e, 0, e.length);
            continue;
        }
        switch (seed == 0 ? 0 : toss(&coin) % 3) {
        case 0:
            lost++;
            break;
        case 1:
            put(card, &e, 0, e.length);
            kept++;
            break;
        default:
            tear(card, &e, &coin);
            torn++;
        }
    }
    printf("%lu promised, then %lu kept, %lu torn, %lu lost\n", (unsigned long)sure,
        (unsigned long)kept, (unsigned long)torn, (unsigned long)lost);
}

static int open_card(const char *path, const struct log *log, uint64_t point)
{
    struct stat about;
    int card = open(path, O_WRONLY | O_CLOEXEC);
    if (card < 0 || fstat(card, &about) < 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    struct entry e;
    uint64_t i = 0;
    for (uint64_t begin = log->sector_bytes; i < point && read_entry(log, begin, &e); i++) {
        begin = e.end;
        if (e.at + e.length > (uint64_t)about.st_size) {
            fprintf(stderr, "%s: entry %lu lies behind its end\n", path, (unsigned long)i);
            exit(EXIT_FAILURE);
        }
    }
    if (i < point) {
        fprintf(stderr, "the log has %lu entries\n", (unsigned long)i);
        exit(EXIT_FAILURE);
    }
    return card;
}

int main(int argc, char **argv)
{
    const bool counts = (argc == 3 || argc == 4) && strcmp(argv[2], "count") == 0;
    const bool flushes = argc == 3 && strcmp(argv[2], "flushes") == 0;
    if (!counts && !flushes && (argc != 6 || strcmp(argv[2], "onto") != 0)) {
        fprintf(stderr, "replay LOG count [BYTES] | LOG flushes | LOG onto CARD POINT SEED\n");
        return EXIT_FAILURE;
    }
    struct log log = open_log(argv[1]);
    if (flushes) {
        print_flushes(&log);
        return EXIT_SUCCESS;
    }
    if (counts) {
        const uint64_t most = argc == 4 ? strtoull(argv[3], NULL, 10) : log.size;
        log.size = most < log.size ? most : log.size;
        const struct totals all = count(&log);
        printf("%lu %lu %lu\n", (unsigned long)all.entries, (unsigned long)all.flushes,
            (unsigned long)all.bytes);
        return EXIT_SUCCESS;
    }
    const uint64_t point = strtoull(argv[4], NULL, 10);
    int card = open_card(argv[3], &log, point);
    replay(&log, card, point, strtoull(argv[5], NULL, 10));
    return close(card) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
