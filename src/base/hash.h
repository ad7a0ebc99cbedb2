/* FNV-1a, 64 bits: tells whether two pictures or two sets of controls are the same. Not for
 * anything that an adversary may choose. Method: IETF draft-eastlake-fnv, section 2. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xcbf29ce484222325)

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len);
uint64_t hash_string(uint64_t hash, const char *string);
uint64_t hash_int(uint64_t hash, int64_t value);

#endif
