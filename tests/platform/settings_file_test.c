/* goedwerk.ini as laptops write it: what counts, what is named, and that nothing in it is fatal. */
#include "platform/settings_file.h"

#include "temp.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Everything that a file can say, as one line. */
static const char *told(struct arena *a, const struct settings *s)
{
    return arena_printf(a, "%s|%s|%d|%d|%s|%d|%d|%d|%d|%g|%g %g %g %g %g %g|%s", s->kiosk,
        s->language, s->brightness, s->rotation, s->printer, s->printer_off, s->paper,
        s->print_limit, s->pack, s->px_per_mm, s->touch_matrix[0], s->touch_matrix[1],
        s->touch_matrix[2], s->touch_matrix[3], s->touch_matrix[4], s->touch_matrix[5], s->display);
}

#define NOTHING_SET "||100|0||0|-1|0|50|0|0 0 0 0 0 0|"

static const struct {
    const char *text, *tells;
    const char *faults; /* kind:line:key, each with a space behind it; kinds are l k v */
} files[] = {
    { "", NOTHING_SET, "" },
    { "kiosk = Hal\nlanguage=en\nbrightness = 10\nrotation = 270\nprinter = p1\nprinter-off = ja\n"
      "paper = 10x15\nprint-limit = 300\npack = 20\npx-per-mm = 5.9\n"
      "touch-matrix = 0 1 0 -1 0 1\ndisplay = HDMI-A-1\n",
        "Hal|en|10|270|p1|1|3|300|20|5.9|0 1 0 -1 0 1|HDMI-A-1", "" },
    { "[one]\nkiosk = A\n[two]\nrotation = 90", "A||100|90||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "kiosk = A\r\nrotation = 90\r\n", "A||100|90||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "kiosk = A\rrotation = 90\r", "A||100|90||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "\xef\xbb\xbf# comment\nkiosk = A", "A||100|0||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "\xef\xbb\xbf[kiosk]\nkiosk = A", "A||100|0||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "kiosk = Caf\xc3\xa9", "Caf\xc3\xa9||100|0||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "kiosk = Caf\xe9 \x80", "Caf\xc3\xa9 \xe2\x82\xac||100|0||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "kiosk = \"Hal A\"", "Hal A||100|0||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "  kiosk = A\n\trotation = 90\n", "A||100|90||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "KIOSK: A ; why\n#rotation = 90\n;rotation = 180\n", "A||100|0||0|-1|0|50|0|0 0 0 0 0 0|",
        "" },
    { "kiosk = A\nkiosk = B\n", "B||100|0||0|-1|0|50|0|0 0 0 0 0 0|", "" },
    { "paper = roll\npaper=automatic", NOTHING_SET, "" },
    { "px-per-mm = 8,28", "||100|0||0|-1|0|50|8.28|0 0 0 0 0 0|", "" },
    { "pack = 7\nprinter-off = Yes", "||100|0||1|-1|0|7|0|0 0 0 0 0 0|", "" },
    /* named, and the rest counts */
    { "kiosque = A\nrotation = 90\nwifi=1", "||100|90||0|-1|0|50|0|0 0 0 0 0 0|",
        "k:1:kiosque k:3:wifi " },
    { "hello\nrotation = 90\n[open\n\n= 5", "||100|90||0|-1|0|50|0|0 0 0 0 0 0|",
        "l:1: l:3: k:5: " },
    { "language = Dutch\nlanguage=e\nlanguage = nl_NL\nlanguage=\n", NOTHING_SET,
        "v:1:language v:2:language v:3:language v:4:language " },
    { "brightness = 9\nbrightness=101\nbrightness= 50%\nbrightness=-1\nbrightness =", NOTHING_SET,
        "v:1:brightness v:2:brightness v:3:brightness v:4:brightness v:5:brightness " },
    { "rotation = 45\nrotation = 360\nrotation = 9999999999999999999", NOTHING_SET,
        "v:1:rotation v:2:rotation v:3:rotation " },
    { "paper = a3\nprinter-off = maybe\nprint-limit = 10000\npack = 0", NOTHING_SET,
        "v:1:paper v:2:printer-off v:3:print-limit v:4:pack " },
    { "px-per-mm = 1\npx-per-mm = nan\npx-per-mm = 5.9mm\npx-per-mm=0x5\npx-per-mm=31", NOTHING_SET,
        "v:1:px-per-mm v:2:px-per-mm v:3:px-per-mm v:4:px-per-mm v:5:px-per-mm " },
    { "touch-matrix = 1 0 0 0 1\ntouch-matrix=1 0 0 0 1 0 0\ntouch-matrix=a b c d e f\n"
      "touch-matrix = 1 0 0 0 1 1000",
        NOTHING_SET, "v:1:touch-matrix v:2:touch-matrix v:3:touch-matrix v:4:touch-matrix " },
    { "kiosk = 0123456789012345678901234567890123456789012345678901234567890123\n", NOTHING_SET,
        "v:1:kiosk " },
    { "kiosk = a\x1b[2J\nkiosk = a\xe2\x80\xae"
      "b\nkiosk = a\xc2\x85",
        NOTHING_SET, "v:1:kiosk v:2:kiosk v:3:kiosk " },
    { "pin = 12345\npin = 1234567\npin = 12345a\npin =", NOTHING_SET,
        "v:1:pin v:2:pin v:3:pin v:4:pin " },
    { "a-key-that-is-much-longer-than-anybody-can-remember = 1", NOTHING_SET,
        "k:1:a-key-that-is-much-longer-than- " },
    { "012345678901234567890123456789\xc3\xa9 = 1", NOTHING_SET,
        "k:1:012345678901234567890123456789 " },
};

static const char *faults_told(struct arena *a, const struct settings_file *f)
{
    const char *list = "";
    for (int i = 0; i < f->fault_count && i < SETTINGS_FILE_FAULTS_MAX; i++) {
        const struct settings_fault *fault = &f->faults[i];
        list =
            arena_printf(a, "%s%c:%d:%s ", list, "lkv"[fault->wrong], fault -> line, fault -> key);
        assert_int_equal(fault->expects == NULL, fault->wrong == SETTINGS_WRONG_KEY);
    }
    return list;
}

static void test_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct arena *a = arena_new();
        struct settings s = settings_default();
        struct settings_file f;
        settings_file_parse(files[i].text, strlen(files[i].text), &s, &f);
        assert_string_equal(faults_told(a, &f), files[i].faults);
        assert_string_equal(told(a, &s), files[i].tells);
        assert_string_equal(f.pin, "");
        arena_free(a);
    }
}

/* Only what is given changes what was set before. */
static void test_changes_no_more_than_it_says(void **state)
{
    static const char text[] = "rotation = 180\npin = 004711\n";
    struct settings s = { .kiosk = "Was", .brightness = 40, .pack = 9 };
    struct settings_file f;
    (void)state;
    settings_file_parse(text, strlen(text), &s, &f);
    assert_string_equal(s.kiosk, "Was");
    assert_int_equal(s.brightness, 40);
    assert_int_equal(s.pack, 9);
    assert_int_equal(s.rotation, 180);
    assert_string_equal(f.pin, "004711");
}

static void test_long_lines(void **state)
{
    struct arena *a = arena_new();
    struct settings s = settings_default();
    struct settings_file f;
    char long_one[5000];
    (void)state;
    memset(long_one, 'x', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = '\0';
    const char *text =
        arena_printf(a, "#%s\nkiosk = %s\n%s\nrotation = 90\n", long_one, long_one, long_one);
    settings_file_parse(text, strlen(text), &s, &f);
    assert_string_equal(faults_told(a, &f), "l:2: l:3: ");
    assert_int_equal(s.rotation, 90);
    assert_string_equal(s.kiosk, "");
    arena_free(a);
}

static void test_many_faults(void **state)
{
    struct settings s = settings_default();
    struct settings_file f;
    char text[2 * 100 + 1];
    (void)state;
    for (size_t i = 0; i < 100; i++)
        memcpy(text + 2 * i, "x\n", 3);
    settings_file_parse(text, strlen(text), &s, &f);
    assert_int_equal(f.fault_count, 100);
    assert_int_equal(f.faults[SETTINGS_FILE_FAULTS_MAX - 1].line, SETTINGS_FILE_FAULTS_MAX);
}

/* What Windows calls Unicode. */
static void test_utf16(void **state)
{
    static const char text[] = "\xff\xfek\0i\0o\0s\0k\0=\0A\0";
    struct settings s = settings_default();
    struct settings_file f;
    (void)state;
    settings_file_parse(text, sizeof text - 1, &s, &f);
    assert_int_equal(f.fault_count, 1);
    assert_string_equal(f.faults[0].expects, "UTF-8");
    assert_string_equal(s.kiosk, "");
}

static void test_on_disk(void **state)
{
    struct arena *a = arena_new();
    struct err err = { 0 };
    struct settings s = settings_default();
    struct settings_file f, again;
    const char *dir = temp_make(a), *path = arena_printf(a, "%s/goedwerk.ini", dir);
    (void)state;
    assert_true(settings_file_read(dir, &s, &f, &err));
    assert_string_equal(f.digest, "");
    assert_int_equal(f.fault_count, 0);
    assert_true(settings_file_read("/nonexistent", &s, &f, &err));

    temp_write(path, "pack = 3", 8);
    assert_true(settings_file_read(dir, &s, &f, &err));
    assert_int_equal(s.pack, 3);
    assert_int_equal(strlen(f.digest), SETTINGS_FILE_DIGEST_MAX - 1);
    assert_true(settings_file_read(dir, &s, &again, &err));
    assert_string_equal(again.digest, f.digest);
    temp_write(path, "pack = 4", 8);
    assert_true(settings_file_read(dir, &s, &again, &err));
    assert_string_not_equal(again.digest, f.digest);

    static char huge[SETTINGS_FILE_BYTES_MAX + 1];
    memset(huge, '\n', sizeof huge);
    temp_write(path, huge, sizeof huge - 1);
    assert_true(settings_file_read(dir, &s, &f, &err));
    temp_write(path, huge, sizeof huge);
    assert_false(settings_file_read(dir, &s, &f, &err));
    assert_int_equal(err.code, ERR_FILE);
    assert_string_equal(f.digest, "");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0755), 0);
    assert_false(settings_file_read(dir, &s, &f, &err));
    assert_int_equal(s.pack, 4);
    temp_remove(dir);
    arena_free(a);
}

/* The example that ships: as it is it sets nothing; with each # of a key taken away, all of it. */
static void test_example(void **state)
{
    struct arena *a = arena_new();
    struct settings s = settings_default();
    struct settings_file f;
    char text[8192];
    (void)state;
    assert_true(settings_file_read("assets", &s, &f, NULL));
    assert_int_equal(f.fault_count, 0);
    assert_string_equal(told(a, &s), NOTHING_SET);
    FILE *file = fopen("assets/goedwerk.ini", "r");
    assert_non_null(file);
    size_t len = fread(text, 1, sizeof text, file);
    assert_in_range(len, 1, sizeof text - 1);
    (void)fclose(file);
    for (size_t i = 0; i + 1 < len; i++)
        if (text[i] == '#' && text[i + 1] != ' ' && text[i + 1] != '\n')
            text[i] = ' ';
    settings_file_parse(text, len, &s, &f);
    assert_string_equal(faults_told(a, &f), "");
    assert_string_equal(
        told(a, &s), "Kiosk bij de ingang|nl|100|0|goedwerk|0|-1|0|50|5.9|1 0 0 0 1 0|HDMI-A-1");
    assert_string_equal(f.pin, "000000");
    arena_free(a);
}

static void test_reset(void **state)
{
    struct arena *a = arena_new();
    const char *dir = temp_make(a), *path = arena_printf(a, "%s/goedwerk-pin-weg.txt", dir);
    const char *first, *again, *other;
    (void)state;
    assert_false(settings_file_reset(dir, a, &first));
    assert_null(first);
    temp_write(path, "", 0);
    assert_true(settings_file_reset(dir, a, &first));
    assert_true(settings_file_reset(dir, a, &again));
    assert_string_equal(first, again);

    temp_write(path, "x", 1); /* another file, perhaps within the same second */
    assert_true(settings_file_reset(dir, a, &other));
    assert_string_not_equal(first, other);
    const struct timespec times[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    assert_true(settings_file_reset(dir, a, &again));
    assert_string_not_equal(again, other);

    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    assert_false(settings_file_reset(dir, a, &first));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0644), 0);
    assert_false(settings_file_reset(dir, a, &first));
    temp_remove(dir);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_changes_no_more_than_it_says),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_many_faults),
        cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_on_disk),
        cmocka_unit_test(test_example),
        cmocka_unit_test(test_reset),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
