/* The guest: its paging, its few instructions, and the VMCS that runs them. */
#pragma once

#include "vmx.h"

/* Enters VMX operation and prepares the VMCS for a guest with EPT.
 * secondary_controls: to set besides those that EPT needs */
void prepare_guest(u64 secondary_controls);

/* Makes the guest's next entry do this access at a guest physical address.
 * eptp: whose root must have been filled; an entry of it is overwritten, for the guest's own needs
 * gpa: below 2^40
 * access: enum access */
void aim_guest(u64 eptp, u64 gpa, u64 access);

/* Takes the guest's own entry out of the root again. */
void clean_root(u64 eptp, u64 gpa);
