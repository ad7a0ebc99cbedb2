/* Graphics hardware, as made-up /sys and /dev folders tell of it. */
#include "platform/gpu.h"

#include "base/arena.h"
#include "base/file.h"
#include "temp.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>
#include <unistd.h>

struct machine {
    struct arena *arena;
    const char *folder, *sys, *dev;
};

static struct machine machine_new(void)
{
    struct machine m = { .arena = arena_new() };
    m.folder = temp_make(m.arena);
    m.sys = arena_printf(m.arena, "%s/sys", m.folder);
    m.dev = arena_printf(m.arena, "%s/dev", m.folder);
    assert_true(file_make_folder(m.sys, NULL));
    assert_true(file_make_folder(m.dev, NULL));
    return m;
}

static void machine_free(struct machine *m)
{
    temp_remove(m->folder);
    arena_free(m->arena);
}

/* driver NULL: a node without a device below it */
static void add_node(struct machine *m, const char *node, const char *driver)
{
    temp_write(arena_printf(m->arena, "%s/%s", m->dev, node), "", 0);
    if (driver == NULL)
        return;
    const char *device = arena_printf(m->arena, "%s/%s/device", m->sys, node);
    assert_true(file_make_folder(device, NULL));
    assert_int_equal(symlink(driver, arena_printf(m->arena, "%s/driver", device)), 0);
}

static void hardware_is_told_from_software(void **state)
{
    (void)state;
    static const struct {
        const char *node, *driver;
        bool renders;
    } nodes[] = {
        { "renderD128", "../../../../bus/platform/drivers/v3d", true },
        { "renderD128", "../../bus/pci/drivers/amdgpu", true },
        { "renderD129", "../../bus/platform/drivers/vkms", false },
        { "renderD128", "../../bus/virtio/drivers/virtio_gpu", false },
        { "renderD128", "../../bus/pci/drivers/virtio-pci", false }, /* as of Linux 6.12 */
        { "renderD128", "vgem", false },
        { "renderD128", NULL, false },
        { "card0", "../../../../bus/platform/drivers/vc4-drm", false },
    };
    for (size_t i = 0; i < COUNT_OF(nodes); i++) {
        struct machine m = machine_new();
        assert_false(gpu_renders(m.sys, m.dev));
        add_node(&m, nodes[i].node, nodes[i].driver);
        assert_int_equal(gpu_renders(m.sys, m.dev), nodes[i].renders);
        machine_free(&m);
    }
    assert_false(gpu_renders("/nonexistent", "/nonexistent"));
}

static void one_of_two_nodes_is_enough(void **state)
{
    (void)state;
    struct machine m = machine_new();
    add_node(&m, "renderD128", "vgem");
    add_node(&m, "renderD129", "v3d");
    assert_true(gpu_renders(m.sys, m.dev));
    machine_free(&m);
}

static void finds_the_card_with_a_screen(void **state)
{
    (void)state;
    static const struct {
        const char *connectors[3]; /* with "+" in front: connected */
        int card;
    } machines[] = {
        { { "card0-HDMI-A-1", "+card1-DSI-1", NULL }, 1 },
        { { "+card2-HDMI-A-2", "+card1-DSI-1", "card0-HDMI-A-1" }, 1 },
        { { "card0-HDMI-A-1", NULL, NULL }, -1 },
        { { "+card", "+renderD128", "+card10-DP-1" }, 10 },
        { { NULL, NULL, NULL }, -1 },
    };
    for (size_t i = 0; i < COUNT_OF(machines); i++) {
        struct machine m = machine_new();
        for (int c = 0; c < 3 && machines[i].connectors[c] != NULL; c++) {
            const char *name = machines[i].connectors[c];
            bool connected = name[0] == '+';
            const char *says = connected ? "connected\n" : "disconnected\n";
            const char *dir = arena_printf(m.arena, "%s/%s", m.sys, name + (connected ? 1 : 0));
            assert_true(file_make_folder(dir, NULL));
            temp_write(arena_printf(m.arena, "%s/status", dir), says, strlen(says));
        }
        assert_int_equal(gpu_connected_card(m.sys), machines[i].card);
        machine_free(&m);
    }
    assert_int_equal(gpu_connected_card("/nonexistent"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hardware_is_told_from_software),
        cmocka_unit_test(one_of_two_nodes_is_enough),
        cmocka_unit_test(finds_the_card_with_a_screen),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
