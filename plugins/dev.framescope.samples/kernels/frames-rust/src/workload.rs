//! Work for the frame allocator, in patterns worth looking at; it says nothing.

use crate::consts::PAGE_SIZE;
use crate::memory::paging::{AddressSpace, OutOfFrames};
use crate::memory::{alloc_frame, dealloc_frame};
use crate::riscv::addr::Frame;
use alloc::collections::VecDeque;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ptr;

const COMB_FRAMES: usize = 192;
const PROCESSES: u16 = 3;
const PROCESS_PAGES: usize = 16;
const PROCESS_VADDR: usize = 0x1_0000;

/// What a process asks the kernel for.
#[derive(Clone, Copy, Debug)]
pub enum Request {
    Grow { pages: usize },
    Shrink(usize),
    Store { value: u64, page: u32 },
    Rest,
}

/// Why a process does not get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoFrame,
    TooManyPages { wanted: usize },
    NotItsPage(u32),
}

impl From<OutOfFrames> for Refusal {
    fn from(_: OutOfFrames) -> Refusal {
        Refusal::NoFrame
    }
}

/// A process without a program: what it would do is in a list.
pub struct Process {
    id: u16,
    name: String,
    space: AddressSpace,
    pages: Vec<Frame>,
    last: Option<Request>,
}

impl Process {
    fn new(id: u16, kernel: &AddressSpace) -> Result<Process, OutOfFrames> {
        Ok(Process {
            id,
            name: format!("process {}", id),
            space: AddressSpace::with_kernel_of(kernel, id as usize)?,
            pages: Vec::new(),
            last: None,
        })
    }

    /// Does what the process asks for; returns how many pages it has then.
    fn serve(&mut self, request: Request) -> Result<usize, Refusal> {
        self.last = Some(request);
        match request {
            Request::Grow { pages } => self.grow(pages)?,
            Request::Shrink(pages) => self.shrink(pages)?,
            Request::Store { value, page } => self.store(value, page)?,
            Request::Rest => (),
        }
        Ok(self.pages.len())
    }

    fn grow(&mut self, pages: usize) -> Result<(), Refusal> {
        let wanted = self.pages.len() + pages;
        if wanted > PROCESS_PAGES {
            return Err(Refusal::TooManyPages { wanted });
        }
        for _ in 0..pages {
            let frame = alloc_frame().ok_or(Refusal::NoFrame)?;
            let vaddr = page_vaddr(self.pages.len());
            self.pages.push(frame);
            self.space.map(vaddr, frame)?;
        }
        Ok(())
    }

    fn shrink(&mut self, pages: usize) -> Result<(), Refusal> {
        let keep = self.pages.len().saturating_sub(pages);
        for page in keep..self.pages.len() {
            self.space.unmap(page_vaddr(page))?;
        }
        self.pages.drain(keep..).for_each(dealloc_frame);
        Ok(())
    }

    fn store(&mut self, value: u64, page: u32) -> Result<(), Refusal> {
        if page as usize >= self.pages.len() {
            return Err(Refusal::NotItsPage(page));
        }
        self.space.activate();
        unsafe { ptr::write_volatile(page_vaddr(page as usize) as *mut u64, value) };
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.pages.drain(..).for_each(dealloc_frame);
    }
}

/// Where every process has its page of that number.
fn page_vaddr(page: usize) -> usize {
    PROCESS_VADDR + page * PAGE_SIZE
}

/// Takes a run of frames and gives back two of every three.
fn make_comb() -> Vec<Frame> {
    let mut comb: Vec<Frame> = (0..COMB_FRAMES).filter_map(|_| alloc_frame()).collect();
    let mut place = 0;
    comb.retain(|&frame| {
        place += 1;
        let keep = place % 3 == 0;
        if !keep {
            dealloc_frame(frame);
        }
        keep
    });
    comb
}

/// What the processes ask for, in turn.
fn requests() -> VecDeque<Request> {
    let mut requests = VecDeque::new();
    for round in 0..8 {
        requests.push_back(Request::Grow { pages: 3 + round });
        requests.push_back(Request::Store {
            value: 0xc0de_0000 + round as u64,
            page: round as u32 * 2,
        });
        requests.push_back(Request::Shrink(round));
        requests.push_back(Request::Rest);
    }
    requests
}

/// Serves all requests; returns how many were refused for each process.
fn run_processes(processes: &mut [Process]) -> Vec<usize> {
    let mut refused = Vec::new();
    refused.resize(processes.len(), 0);
    let mut requests = requests();
    let mut turn = 0;
    while let Some(request) = requests.pop_front() {
        let process = &mut processes[turn];
        match process.serve(request) {
            Ok(pages) => assert!(pages <= PROCESS_PAGES, "{} is too big", process.name),
            Err(Refusal::NoFrame) => panic!("no frame left for process {}", process.id),
            Err(_) => refused[turn] += 1,
        }
        turn = (turn + 1) % processes.len();
    }
    refused
}

/// Everything that is taken is given back.
pub fn run() {
    let kernel = AddressSpace::kernel().expect("no frame for the kernel's page tables");
    kernel.activate();
    let comb = make_comb();
    let mut processes: Vec<Process> = (1..=PROCESSES)
        .map(|id| Process::new(id, &kernel).expect("no frame for a process"))
        .collect();
    let refused = run_processes(&mut processes);
    assert!(refused.iter().sum::<usize>() > 0, "every request was served");
    kernel.activate();
    drop(processes);
    comb.into_iter().for_each(dealloc_frame);
    // The hart goes on in it.
    core::mem::forget(kernel);
}
