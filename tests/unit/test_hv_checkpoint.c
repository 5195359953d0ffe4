/* test_hv_checkpoint.c - checkpoints and jobs: what a host is asked, and what
 * is made of its answers, the odd ones too */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "hv/checkpoint.h"
#include "hv/merge.h"
#include "hv/job.h"
#include "told.h"

#define VM    "aaaaaaaa-0000-4000-8000-00000000000b"
#define G(n)  "BBBBBBBB-0000-4000-8000-00000000000" n
#define ID(n) "bbbbbbbb-0000-4000-8000-00000000000" n
#define PATH(n) "\\\\HOST\\root\\virtualization\\v2:" \
	"Msvm_VirtualSystemSettingData.InstanceID=\"Microsoft:" G(n) "\""

#define NIL(name) "<" name " xsi:nil=\"true\" xmlns:xsi=\"" XML_NS_XSI "\"/>"
#define CHECKPOINT(n, name, parent, more) ITEM( \
	"<CreationTime><Datetime>2024-05-1" n "T00:00:00Z</Datetime>" \
	"</CreationTime><ElementName>" name "</ElementName>" \
	"<InstanceID>Microsoft:" G(n) "</InstanceID>" parent more \
	"<VirtualSystemType>Microsoft:Hyper-V:Snapshot:Realized" \
	"</VirtualSystemType>")
#define PARENT(n) "<Parent>" PATH(n) "</Parent>"
#define OWN(parent) ITEM( \
	"<ElementName>vm</ElementName><InstanceID>Microsoft:" VM \
	"</InstanceID>" parent "<UserSnapshotType>3</UserSnapshotType>" \
	"<VirtualSystemType>Microsoft:Hyper-V:System:Realized" \
	"</VirtualSystemType>")

/* 1 is the root of 2 and 3; 4 is based on 3, and the VM on 4. */
#define TREE \
	CHECKPOINT("1", "root", NIL("Parent"), "") \
	CHECKPOINT("2", "twin", PARENT("1"), "<IsSaved>true</IsSaved>") \
	CHECKPOINT("3", "twin", PARENT("1"), "<Notes>why</Notes>") \
	CHECKPOINT("4", "end", PARENT("3"), "") OWN(PARENT("4"))

static void list(const char *body, struct hv_checkpoints *l,
		 enum hv_checkpoint_detail detail)
{
	struct reply r[] = {
		{ "Msvm_VirtualSystemSettingData", body }, { 0 }
	};
	struct fixture f = host(r, 0);

	assert_int_equal(hv_checkpoint_list(f.h, VM, detail, l, &f.e), 0);
	assert_int_equal(f.c->requests, 1);
	assert_true(asked(&f, "VirtualSystemIdentifier",
			  "AAAAAAAA-0000-4000-8000-00000000000B"));
	/* what old hosts lack is not asked for by name */
	assert_false(asked(&f, "UserSnapshotType", ""));
	done(&f);
}

static void tree(void **state)
{
	AUTO_CHECKPOINTS l = HV_CHECKPOINTS_INIT;
	const struct hv_checkpoint *root, *end;

	(void)state;
	list(ALL(TREE), &l, HV_CHECKPOINTS_BRIEF);
	assert_int_equal(l.list.n, 4);
	root = hv_checkpoint_at(&l, ID("1"));
	end = hv_checkpoint_at(&l, l.current);
	assert_non_null(root);
	assert_null(root->parent);
	assert_string_equal(root->instance, "Microsoft:" G("1"));
	assert_string_equal(root->type, "Realized");
	assert_int_equal(root->created.v, UINT64_C(1715385600000000));
	assert_string_equal(end->name, "end");
	assert_string_equal(end->parent, ID("3"));
	assert_true(hv_checkpoint_at(&l, ID("2"))->saved);
	assert_false(end->saved);
	assert_string_equal(hv_checkpoint_at(&l, ID("3"))->notes, "why");
	assert_int_equal(hv_checkpoint_children(&l, root), 2);
	assert_int_equal(hv_checkpoint_descendants(&l, root), 3);
	assert_true(hv_checkpoint_below(&l, end, root));
	assert_false(hv_checkpoint_below(&l, root, end));
	assert_false(hv_checkpoint_below(&l, root, root));
}

static void found(void **state)
{
	static const struct {
		const char *word, *id;
		enum err_kind kind;
		const char *says;
	} cases[] = {
		{ "root", ID("1"), ERR_NONE, NULL },
		{ G("3"), ID("3"), ERR_NONE, NULL },
		{ "{" ID("4") "}", ID("4"), ERR_NONE, NULL },
		{ "twin", NULL, ERR_FAILED, ID("2") ", " ID("3") },
		{ "Root", NULL, ERR_NOT_FOUND, "'Root'" },
		{ "", NULL, ERR_NOT_FOUND, "''" },
		{ G("9"), NULL, ERR_NOT_FOUND, G("9") },
	};
	AUTO_CHECKPOINTS l = HV_CHECKPOINTS_INIT;

	(void)state;
	list(ALL(TREE), &l, HV_CHECKPOINTS_ALL);
	assert_int_equal(l.kind.v, HV_CHECKPOINT_PRODUCTION);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_ERR e = ERR_INIT;
		const struct hv_checkpoint *c =
			hv_checkpoint_find(&l, cases[i].word, &e);

		assert_int_equal(e.kind, cases[i].kind);
		if (cases[i].id) {
			assert_non_null(c);
			assert_string_equal(c->id, cases[i].id);
		} else {
			assert_null(c);
			assert_non_null(strstr(e.msg, cases[i].says));
		}
	}
}

/* As no host should tell them: nothing of it may hang or crash. */
static void odd_trees(void **state)
{
	static const struct {
		const char *body;
		size_t n, below_first;
	} cases[] = {
		{ ALL(""), 0, 0 },
		/* a ring, one that is its own parent, a parent that is gone */
		{ ALL(CHECKPOINT("1", "a", PARENT("2"), "")
		      CHECKPOINT("2", "b", PARENT("1"), "")), 2, 2 },
		{ ALL(CHECKPOINT("1", "a", PARENT("1"), "")), 1, 1 },
		{ ALL(CHECKPOINT("1", "a", PARENT("9"), "")), 1, 0 },
		{ ALL(CHECKPOINT("1", "a", "<Parent>x</Parent>", "")), 1, 0 },
		{ ALL(CHECKPOINT("1", "a", "<Parent></Parent>", "")), 1, 0 },
		/* no id, another id, no type, no name */
		{ ALL(ITEM("<VirtualSystemType>Microsoft:Hyper-V:Snapshot:x"
			   "</VirtualSystemType>")), 0, 0 },
		{ ALL(ITEM("<InstanceID>Microsoft:Definition\\x</InstanceID>"
			   "<VirtualSystemType>Microsoft:Hyper-V:Snapshot:x"
			   "</VirtualSystemType>")), 0, 0 },
		{ ALL(ITEM("<InstanceID>Microsoft:" G("1") "</InstanceID>")),
		  0, 0 },
		{ ALL(ITEM("<InstanceID>Microsoft:" G("1") "</InstanceID>"
			   "<VirtualSystemType>Microsoft:Hyper-V:Snapshot:"
			   "</VirtualSystemType>")), 1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_CHECKPOINTS l = HV_CHECKPOINTS_INIT;

		list(cases[i].body, &l, HV_CHECKPOINTS_BRIEF);
		assert_int_equal(l.list.n, cases[i].n);
		if (l.list.n)
			assert_int_equal(hv_checkpoint_descendants(&l,
					 &l.list.v[0]), cases[i].below_first);
	}
}

/* --- making one --- */

#define JOB "AAAAAAAA-1111-4000-8000-000000000001"
#define REF(name, class, key, value) \
	"<p:" name "><a:Address>x</a:Address><a:ReferenceParameters>" \
	"<w:ResourceURI>" WMI V2 "/" class "</w:ResourceURI><w:SelectorSet>" \
	"<w:Selector Name=\"" key "\">" value "</w:Selector></w:SelectorSet>" \
	"</a:ReferenceParameters></p:" name ">"
#define TYPED(class, inside) \
	"<p:" class " xmlns:p=\"" WMI V2 "/" class "\">" inside "</p:" class ">"
#define AFFECTED(what, job, effect) TYPED("Msvm_AffectedJobElement", \
	REF("AffectedElement", "Msvm_VirtualSystemSettingData", "InstanceID", \
	    what) REF("AffectingElement", "Msvm_ConcreteJob", "InstanceID", \
	    job) effect)
#define EFFECT(n) "<p:ElementEffects>" n "</p:ElementEffects>"
#define STARTED "<p:CreateSnapshot_OUTPUT xmlns:p=\"x\">" \
	REF("Job", "Msvm_ConcreteJob", "InstanceID", JOB) \
	"<p:ReturnValue>4096</p:ReturnValue></p:CreateSnapshot_OUTPUT>"
#define COMPLETED TYPED("Msvm_ConcreteJob", "<p:InstanceID>" JOB \
	"</p:InstanceID><p:JobState>7</p:JobState>")

static void created(void **state)
{
	static const struct {
		const char *affected;
		enum err_kind kind;
	} cases[] = {
		/* others' jobs, other effects, in any order */
		{ ALL(AFFECTED("Microsoft:" G("8"), "x", EFFECT("5"))
		      AFFECTED("Microsoft:" G("7"), JOB, EFFECT("0"))
		      AFFECTED("Microsoft:" G("6"), JOB, "")
		      AFFECTED("Microsoft:" G("1"), JOB, EFFECT("0") EFFECT("5"))),
		  ERR_NONE },
		{ ALL(AFFECTED("Microsoft:" G("7"), JOB, EFFECT("0"))),
		  ERR_PROTOCOL },
		{ ALL(""), ERR_PROTOCOL },
		{ ALL(AFFECTED("x", JOB, EFFECT("5"))), ERR_PROTOCOL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct reply r[] = {
			{ "CreateSnapshot_INPUT", STARTED },
			{ "Msvm_AffectedJobElement", cases[i].affected },
			{ "transfer/Get", COMPLETED },
			{ 0 }
		};
		struct fixture f = host(r, 0);
		AUTO_FREE char *id = NULL;

		assert_int_equal(hv_checkpoint_create(f.h, VM, NULL, &id,
						      &f.e),
				 cases[i].kind ? -1 : 0);
		assert_int_equal(f.e.kind, cases[i].kind);
		/* the method, the job, what it made */
		assert_int_equal(f.c->requests, 3);
		if (!cases[i].kind)
			assert_string_equal(id, ID("1"));
		else
			assert_null(id);
		assert_true(asked(&f, "AffectedSystem",
				  "AAAAAAAA-0000-4000-8000-00000000000B"));
		assert_true(asked(&f, "SnapshotType>2<", "SnapshotSettings"));
		done(&f);
	}
}

static void created_at_once(void **state)
{
	struct reply r[] = {
		{ "CreateSnapshot_INPUT",
		  "<p:CreateSnapshot_OUTPUT xmlns:p=\"x\">"
		  REF("ResultingSnapshot", "Msvm_VirtualSystemSettingData",
		      "InstanceID", "Microsoft:" G("5"))
		  "<p:ReturnValue>0</p:ReturnValue></p:CreateSnapshot_OUTPUT>" },
		{ 0 }
	};
	struct fixture f = host(r, 0);
	AUTO_FREE char *id = NULL;

	(void)state;
	assert_int_equal(hv_checkpoint_create(f.h, VM, NULL, &id, &f.e), 0);
	assert_int_equal(f.c->requests, 1);
	assert_string_equal(id, ID("5"));
	done(&f);
}

static void refused(void **state)
{
	struct reply r[] = {
		{ "DestroySnapshotTree_INPUT",
		  "<p:DestroySnapshotTree_OUTPUT xmlns:p=\"x\"><p:ReturnValue>"
		  "32775</p:ReturnValue></p:DestroySnapshotTree_OUTPUT>" },
		{ "ApplySnapshot_INPUT",
		  "<p:ApplySnapshot_OUTPUT xmlns:p=\"x\"><p:ReturnValue>32769"
		  "</p:ReturnValue></p:ApplySnapshot_OUTPUT>" },
		{ 0 }
	};
	struct hv_checkpoint c = { .instance = (char *)"Microsoft:" G("1") };
	struct fixture f = host(r, 0);

	(void)state;
	assert_int_equal(hv_checkpoint_delete(f.h, &c, true, NULL, &f.e), -1);
	assert_int_equal(f.e.kind, ERR_STATE);
	assert_int_equal(hv_checkpoint_apply(f.h, &c, NULL, &f.e), -1);
	assert_int_equal(f.e.kind, ERR_DENIED);
	assert_true(asked(&f, "SnapshotSettingData", "Microsoft:" G("1")));
	done(&f);
}

/* Minimal: the key and what changes (FACTS 5.4). */
static void renamed(void **state)
{
	struct reply r[] = {
		{ "ModifySystemSettings_INPUT",
		  "<p:ModifySystemSettings_OUTPUT xmlns:p=\"x\"><p:ReturnValue>0"
		  "</p:ReturnValue></p:ModifySystemSettings_OUTPUT>" },
		{ 0 }
	};
	struct fixture f = host(r, 0);

	(void)state;
	assert_int_equal(hv_checkpoint_modify(f.h, ID("1"), "a", NULL, NULL,
					      &f.e), 0);
	assert_true(asked(&f, "Microsoft:" G("1"), "ElementName"));
	assert_false(asked(&f, "Notes", ""));
	assert_int_equal(hv_vm_set_checkpoint_kind(f.h, VM,
			 HV_CHECKPOINT_STANDARD, NULL, &f.e), 0);
	assert_true(asked(&f, "UserSnapshotType", "uint16"));
	done(&f);
}

#define MERGE_JOB(id, state, percent) ITEM( \
	"<InstanceID>" id "</InstanceID><JobState>" state "</JobState>" \
	"<PercentComplete>" percent "</PercentComplete>")
#define STATUS(more) ITEM("<OperationalStatus>2</OperationalStatus>" more)
#define MERGES "<OperationalStatus>32772</OperationalStatus>"

static void merge_seen(void **state)
{
	struct reply r[] = {
		{ "Msvm_ComputerSystem", ALL(STATUS(MERGES)) },
		{ "Msvm_ConcreteJob", ALL(MERGE_JOB("J1", "7", "100")
					  MERGE_JOB("J2", "4", "45")) },
		{ "Msvm_AffectedJobElement", ALL("") }, { 0 }
	};
	struct fixture f = host(r, 0);
	AUTO_MERGE m = { .job = NULL };

	/* nobody says what the job is about: it is the only merge there is */
	(void)state;
	assert_int_equal(hv_merge_read(f.h, VM, &m, &f.e), 0);
	assert_int_equal(f.c->requests, 3);
	assert_true(m.runs);
	assert_string_equal(m.job, "J2");
	assert_int_equal(m.percent.v, 45);
	done(&f);
}

static void merge_waited_for(void **state)
{
	struct reply r[] = {
		{ "Msvm_ComputerSystem", ALL(STATUS("")) },
		{ "Msvm_ConcreteJob", ALL(MERGE_JOB("J2", "4", "45")) },
		{ "Msvm_AffectedJobElement", ALL("") }, { 0 }
	}, merging[] = {
		{ "Msvm_ComputerSystem", ALL(STATUS(MERGES)) },
		{ "Msvm_ConcreteJob", ALL("") },
		{ "Msvm_AffectedJobElement", ALL("") }, { 0 }
	};
	const struct hv_wait wait = { .timeout_s = 1 };
	struct fixture f = host(r, 0);

	/* another VM's job */
	(void)state;
	assert_int_equal(hv_merge_wait(f.h, VM, NULL, &f.e), 0);
	assert_int_equal(f.c->requests, 3);
	done(&f);
	f = host(merging, 0);
	assert_int_equal(hv_merge_wait(f.h, VM, &wait, &f.e), -1);
	assert_int_equal(f.e.kind, ERR_TIMEOUT);
	done(&f);
}

static void sizes(void **state)
{
	struct reply r[] = {
		{ "Msvm_VirtualSystemSettingData", ALL(TREE) },
		{ "Msvm_StorageAllocationSettingData", ALL(
		  ITEM("<HostResource>D:\\a.vhdx</HostResource><InstanceID>"
		       "Microsoft:" G("1") "\\x\\L</InstanceID>")
		  ITEM("<HostResource>D:\\b.vhdx</HostResource><InstanceID>"
		       "Microsoft:" G("1") "\\y\\L</InstanceID>")
		  ITEM("<HostResource>D:\\gone.avhdx</HostResource><InstanceID>"
		       "Microsoft:" G("2") "\\x\\L</InstanceID>")
		  /* of the VM itself, and of another one */
		  ITEM("<HostResource>D:\\c.avhdx</HostResource><InstanceID>"
		       "Microsoft:" VM "\\x\\L</InstanceID>")
		  ITEM("<InstanceID>Microsoft:Definition\\x</InstanceID>")) },
		{ "CIM_DataFile", ALL(
		  ITEM("<FileSize>5000000000</FileSize><Name>d:\\A.vhdx</Name>")
		  ITEM("<FileSize>7</FileSize><Name>d:\\b.vhdx</Name>")) },
		{ 0 }
	};
	struct fixture f = host(r, 0);
	AUTO_CHECKPOINTS l = HV_CHECKPOINTS_INIT;

	(void)state;
	assert_int_equal(hv_checkpoint_list(f.h, VM, HV_CHECKPOINTS_BRIEF, &l,
					    &f.e), 0);
	assert_int_equal(hv_checkpoint_sizes(f.h, &l, &f.e), 0);
	assert_int_equal(f.c->requests, 3);
	assert_true(hv_checkpoint_at(&l, ID("1"))->bytes.set);
	assert_int_equal(hv_checkpoint_at(&l, ID("1"))->bytes.v, 5000000007);
	assert_false(hv_checkpoint_at(&l, ID("2"))->bytes.set);
	assert_false(hv_checkpoint_at(&l, ID("4"))->bytes.set);
	/* by their whole names alone */
	assert_true(asked(&f, "Name = 'D:\\\\a.vhdx'", "gone.avhdx"));
	assert_false(asked(&f, "c.avhdx", ""));
	done(&f);
}

/* --- jobs --- */

#define JOB_OF(class, id, state) TYPED(class, "<p:Cancellable>true" \
	"</p:Cancellable><p:Caption>work</p:Caption><p:InstanceID>" id \
	"</p:InstanceID><p:JobState>" state "</p:JobState>")
#define ABOUT(id) TYPED("Msvm_AffectedJobElement", \
	REF("AffectedElement", "Msvm_ComputerSystem", "Name", VM) \
	REF("AffectingElement", "Msvm_ConcreteJob", "InstanceID", id))

static void jobs(void **state)
{
	struct reply r[] = {
		{ "RequestStateChange_INPUT",
		  "<p:RequestStateChange_OUTPUT xmlns:p=\"x\"><p:ReturnValue>0"
		  "</p:ReturnValue></p:RequestStateChange_OUTPUT>" },
		{ "CIM_ConcreteJob", ALL(
		  JOB_OF("Msvm_ConcreteJob", "a", "4")
		  JOB_OF("Msvm_StorageJob", "b", "4")
		  JOB_OF("Msvm_ConcreteJob", "c", "10")
		  JOB_OF("Msvm_ConcreteJob", "d", "4242")) },
		{ "CIM_AffectedJobElement", ALL(ABOUT("A")) },
		{ "Msvm_ComputerSystem", ALL(ITEM(
		  "<ElementName>web</ElementName><Name>" VM "</Name>")) },
		{ 0 }
	};
	struct fixture f = host(r, 3);
	AUTO_JOBS l = VEC_INIT;
	char buf[HV_JOB_WORD];

	(void)state;
	assert_int_equal(hv_job_list(f.h, &l, &f.e), 0);
	assert_int_equal(f.c->requests, 3);
	assert_int_equal(l.n, 4);
	assert_string_equal(l.v[0].vm, VM);
	assert_string_equal(l.v[0].vm_name, "web");
	assert_null(l.v[1].vm);
	assert_true(hv_job_runs(&l.v[0]));
	assert_true(hv_job_failed(&l.v[2]));
	assert_string_equal(hv_job_word(&l.v[2], buf), "failed");
	assert_string_equal(hv_job_word(&l.v[3], buf), "unknown (4242)");
	assert_ptr_equal(hv_job_find(&l, "B", &f.e), &l.v[1]);
	assert_null(hv_job_find(&l, "e", &f.e));
	assert_int_equal(f.e.kind, ERR_NOT_FOUND);
	/* of its own class, and told to terminate */
	assert_int_equal(hv_job_abort(f.h, &l.v[1], &f.e), 0);
	assert_true(asked(&f, "Msvm_StorageJob/RequestStateChange", ">4<"));
	assert_int_equal(hv_job_abort(f.h, &l.v[2], &f.e), -1);
	assert_int_equal(f.e.kind, ERR_STATE);
	assert_int_equal(f.c->requests, 4);
	done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tree),
		cmocka_unit_test(found),
		cmocka_unit_test(odd_trees),
		cmocka_unit_test(created),
		cmocka_unit_test(created_at_once),
		cmocka_unit_test(refused),
		cmocka_unit_test(renamed),
		cmocka_unit_test(merge_seen),
		cmocka_unit_test(merge_waited_for),
		cmocka_unit_test(sizes),
		cmocka_unit_test(jobs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
