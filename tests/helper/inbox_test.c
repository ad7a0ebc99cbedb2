/* Requests as an enemy would write them: taken away, never followed, never answered. */
#include "helper/inbox.h"

#include "temp.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#define ID "0123456789abcdef"

struct box {
    struct arena *arena;
    const char *dir, *request, *elsewhere; /* a file that must stay as it is */
    int fd;
};

static void begin(struct box *b)
{
    struct arena *a = arena_new();
    *b = (struct box){ .arena = a, .dir = temp_make(a) };
    const char *inbox = arena_printf(a, "%s/request", b->dir);
    assert_int_equal(mkdir(inbox, 0770), 0);
    b->request = arena_printf(a, "%s/mount", inbox);
    b->elsewhere = arena_printf(a, "%s/elsewhere", b->dir);
    temp_write(b->elsewhere, ID " x\n", 19);
    b->fd = inbox_open(inbox, NULL);
    assert_true(b->fd >= 0);
}

static void end(struct box *b)
{
    assert_true(temp_holds(b->elsewhere, ID " x\n", 19));
    close(b->fd);
    temp_remove(b->dir);
    arena_free(b->arena);
}

static bool take(const struct box *b, struct inbox_request *r)
{
    bool ok = inbox_take(b->fd, "mount", geteuid(), r);
    assert_false(temp_exists(b->request));
    return ok;
}

static const struct {
    const char *text;
    const char *value; /* NULL: not taken */
} texts[] = {
    { ID " sda 12 rw\n", "sda 12 rw" },
    { ID "\n", "" },
    { ID, NULL },
    { ID " \n", NULL },
    { ID "  x\n", NULL },
    { ID "x\n", NULL },
    { ID " x\ny\n", NULL },
    { ID " x", NULL },
    { ID " \x01\n", NULL },
    { ID " \xc3\xa9\n", NULL },
    { "0123456789abcde\n", NULL },
    { "0123456789ABCDEF x\n", NULL },
    { "0123456789abcdef0 x\n", NULL },
    { "", NULL },
    { "\n", NULL },
    { ID " 0123456789012345678901234567890123456789012345\n", NULL }, /* 64 bytes */
    { ID " 012345678901234567890123456789012345678901234\n",
        "012345678901234567890123456789012345678901234" },
};

static void forms(void **state)
{
    (void)state;
    struct box b;
    begin(&b);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct inbox_request r;
        temp_write(b.request, texts[i].text, strlen(texts[i].text));
        bool ok = take(&b, &r);
        if (ok != (texts[i].value != NULL))
            fail_msg("'%s'", texts[i].text);
        if (!ok)
            continue;
        assert_string_equal(r.id, ID);
        assert_string_equal(r.value, texts[i].value);
    }
    temp_write(b.request, ID " a\0b\n", 21);
    struct inbox_request r;
    assert_false(take(&b, &r));
    assert_false(take(&b, &r)); /* there is none */
    end(&b);
}

static void make_link(const struct box *b)
{
    assert_int_equal(symlink(b->elsewhere, b->request), 0);
}

static void make_second_name(const struct box *b)
{
    assert_int_equal(link(b->elsewhere, b->request), 0);
}

static void make_fifo(const struct box *b)
{
    assert_int_equal(mkfifo(b->request, 0666), 0);
}

static void make_folder(const struct box *b)
{
    assert_int_equal(mkdir(b->request, 0777), 0);
}

static void make_socket(const struct box *b)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    (void)snprintf(at.sun_path, sizeof at.sun_path, "%s", b->request);
    assert_int_equal(bind(fd, (const struct sockaddr *)&at, sizeof at), 0);
    close(fd);
}

static void make_huge(const struct box *b)
{
    temp_write(b->request, "", 0);
    assert_int_equal(truncate(b->request, (off_t)1 << 40), 0);
}

static void no_files(void **state)
{
    (void)state;
    static void (*const makes[])(const struct box *) = { make_link, make_second_name, make_fifo,
        make_folder, make_socket, make_huge };
    struct box b;
    begin(&b);
    for (size_t i = 0; i < COUNT_OF(makes); i++) {
        struct inbox_request r;
        makes[i](&b);
        if (take(&b, &r))
            fail_msg("taken: %zu", i);
    }
    end(&b);
}

static void of_another_user(void **state)
{
    (void)state;
    struct box b;
    struct inbox_request r;
    begin(&b);
    temp_write(b.request, ID " x\n", 19);
    assert_false(inbox_take(b.fd, "mount", geteuid() + 1, &r));
    assert_false(temp_exists(b.request));
    end(&b);
}

/* Whatever stands where the answer goes: it is replaced, and what it points to is not touched. */
static void answers(void **state)
{
    (void)state;
    struct box b;
    struct stat st;
    begin(&b);
    const struct inbox_request r = { .id = ID };
    const char *answer = arena_printf(b.arena, "%s.answer", b.request);
    const char *part = arena_printf(b.arena, "%s.part", answer);
    for (int how = 0; how < 3; how++) {
        if (how == 1) {
            assert_int_equal(unlink(answer), 0);
            assert_int_equal(symlink(b.elsewhere, answer), 0);
            assert_int_equal(symlink(b.elsewhere, part), 0);
        } else if (how == 2) {
            assert_int_equal(link(b.elsewhere, part), 0);
        }
        inbox_answer(b.fd, "mount", &r, "failed %s", "gone");
        assert_int_equal(lstat(answer, &st), 0);
        assert_true(S_ISREG(st.st_mode));
        assert_int_equal(st.st_mode & 0777, 0644);
        assert_true(temp_holds(answer, ID " failed gone\n", 29));
        assert_false(temp_exists(part));
    }
    end(&b);
}

static void dropped(void **state)
{
    (void)state;
    struct box b;
    begin(&b);
    temp_write(b.request, ID "\n", 17);
    inbox_drop(b.fd, "time");
    assert_true(temp_exists(b.request));
    inbox_drop(b.fd, "mount");
    assert_false(temp_exists(b.request));
    end(&b);
}

static void folders(void **state)
{
    (void)state;
    struct box b;
    struct err err = { 0 };
    begin(&b);
    const char *open_to_all = arena_printf(b.arena, "%s/all", b.dir);
    const char *a_link = arena_printf(b.arena, "%s/link", b.dir);
    assert_int_equal(mkdir(open_to_all, 0777), 0);
    assert_int_equal(chmod(open_to_all, 0777), 0);
    assert_int_equal(symlink("request", a_link), 0);
    assert_int_equal(inbox_open(open_to_all, &err), -1);
    assert_int_equal(inbox_open(a_link, &err), -1);
    assert_int_equal(inbox_open("/nowhere/request", &err), -1);
    assert_int_equal(err.code, ERR_FILE);
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),
        cmocka_unit_test(no_files),
        cmocka_unit_test(of_another_user),
        cmocka_unit_test(answers),
        cmocka_unit_test(dropped),
        cmocka_unit_test(folders),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
